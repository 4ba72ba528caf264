// What sys tells about the Python that is modelled: version, version_info, flags, number formats.

#include "vm/modules/sys_parts.h"

#include "monitoring/python_version.h"
#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"
#include "vm/types/tuple.h"

#include <cfloat>

namespace specmon::vm {

namespace {

constexpr std::string_view version_fields[] = {"major", "minor", "micro", "releaselevel", "serial"};
constexpr std::string_view float_fields[] = {"max",     "max_exp",    "max_10_exp", "min",
                                             "min_exp", "min_10_exp", "dig",        "mant_dig",
                                             "epsilon", "radix",      "rounds"};
constexpr std::string_view int_fields[] = {"bits_per_digit", "sizeof_digit",
                                           "default_max_str_digits", "str_digits_check_threshold"};
constexpr std::string_view flag_fields[] = {"debug",
                                            "inspect",
                                            "interactive",
                                            "optimize",
                                            "dont_write_bytecode",
                                            "no_user_site",
                                            "no_site",
                                            "ignore_environment",
                                            "verbose",
                                            "bytes_warning",
                                            "quiet",
                                            "hash_randomization",
                                            "isolated",
                                            "dev_mode",
                                            "utf8_mode",
                                            "warn_default_encoding",
                                            "safe_path",
                                            "int_max_str_digits"};

} // namespace

void add_sys_versions(Vm& vm, Dict* sys) {
  std::string number(monitoring::to_string(vm.behaviours.version()));
  int minor = std::stoi(number.substr(number.find('.') + 1));
  std::string text = number + ".0 (specmon)";
  Ref level = make_str(vm, "final");
  Ref info = make_struct_sequence(
      vm, "sys", "version_info", version_fields,
      {Value::small(3), Value::small(minor), Value::small(0), level.get(), Value::small(0)});
  dict_store(vm, sys, "version", make_str(vm, text));
  dict_store(vm, sys, "version_info", info);
  std::int64_t hex = 0x030000F0 | (static_cast<std::int64_t>(minor) << 16);
  dict_store(vm, sys, "hexversion", Value::small(hex));
  dict_store(vm, sys, "copyright",
             make_str(vm, "specmon: an executable specification of sys.monitoring"));
  dict_store(vm, sys, "platform", make_str(vm, "specmon"));
  dict_store(vm, sys, "byteorder", make_str(vm, "little"));
  dict_store(vm, sys, "maxsize", make_int(vm, INT64_MAX));
  dict_store(vm, sys, "maxunicode", Value::small(0x10FFFF));
  dict_store(vm, sys, "executable", make_str(vm, ""));
  dict_store(vm, sys, "prefix", make_str(vm, ""));
  dict_store(vm, sys, "exec_prefix", make_str(vm, ""));
  dict_store(vm, sys, "base_prefix", make_str(vm, ""));
  dict_store(vm, sys, "dont_write_bytecode", Value::true_());

  auto real = [](double value) { return Value::real(value); };
  auto small = [](std::int64_t value) { return Value::small(value); };
  dict_store(
      vm, sys, "float_info",
      make_struct_sequence(vm, "sys", "float_info", float_fields,
                           {real(DBL_MAX), small(DBL_MAX_EXP), small(DBL_MAX_10_EXP), real(DBL_MIN),
                            small(DBL_MIN_EXP), small(DBL_MIN_10_EXP), small(DBL_DIG),
                            small(DBL_MANT_DIG), real(DBL_EPSILON), small(FLT_RADIX), small(1)}));
  dict_store(vm, sys, "int_info",
             make_struct_sequence(vm, "sys", "int_info", int_fields,
                                  {small(30), small(4), small(4300), small(640)}));
  std::vector<Value> flags(std::size(flag_fields), small(0));
  flags[11] = small(1);
  flags[13] = Value::false_();
  flags[16] = Value::false_();
  flags[17] = small(4300);
  dict_store(vm, sys, "flags", make_struct_sequence(vm, "sys", "flags", flag_fields, flags));

  Ref implementation = call(vm, Value::object(vm.types.simple_namespace), {});
  if (implementation) {
    auto put = [&](std::string_view name, Value value) {
      Owned<Str> key = intern(vm, name);
      set_attribute(vm, implementation, key.get(), value);
    };
    put("name", make_str(vm, "specmon"));
    put("version", info);
    put("hexversion", Value::small(hex));
    put("cache_tag", Value::none());
    dict_store(vm, sys, "implementation", implementation);
  }
  clear_pending(vm);
}

} // namespace specmon::vm
