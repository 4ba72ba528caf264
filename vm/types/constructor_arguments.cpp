#include "vm/types/constructor_arguments.h"

#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

bool bind_constructor(Vm& vm, std::string_view type, const Arguments& arguments,
                      std::initializer_list<std::string_view> names, Value* values) {
  std::size_t most = names.size();
  bool takes_keywords = false;
  for (std::string_view name : names) takes_keywords |= !name.empty();
  if (!takes_keywords && arguments.keyword_names && arguments.keyword_names->size > 0) {
    return raise(vm, vm.exceptions.TypeError, fmt::format("{}() takes no keyword arguments", type));
  }
  if (arguments.positional > most) {
    return raise(vm, vm.exceptions.TypeError,
                 !takes_keywords || vm.behaviours.keyword_message_names_the_call()
                     ? fmt::format("{} expected at most {} argument{}, got {}", type, most,
                                   most == 1 ? "" : "s", arguments.positional)
                     : fmt::format("{}() takes at most {} arguments ({} given)", type, most,
                                   arguments.total()));
  }
  for (std::size_t i = 0; i < most; ++i) {
    values[i] = i < arguments.positional ? arguments.values[i] : Value();
  }
  if (!arguments.keyword_names) return true;
  for (std::size_t k = 0; k < arguments.keyword_names->size; ++k) {
    Str* keyword = cast<Str>(arguments.keyword_names->items[k]);
    std::size_t index = 0;
    while (index < most && !(names.begin()[index].size() && equal(keyword, names.begin()[index])))
      ++index;
    if (index == most) {
      return raise(
          vm, vm.exceptions.TypeError,
          vm.behaviours.keyword_message_names_the_call()
              ? fmt::format("{}() got an unexpected keyword argument '{}'", type, to_utf8(keyword))
              : fmt::format("'{}' is an invalid keyword argument for {}()", to_utf8(keyword),
                            type));
    }
    if (values[index]) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("argument for {}() given by name ('{}') and position ({})", type,
                               to_utf8(keyword), index + 1));
    }
    values[index] = arguments.values[arguments.positional + k];
  }
  return true;
}

bool text_argument(Vm& vm, std::string_view function, std::string_view parameter, Value value,
                   std::string& text) {
  if (Str* string = as<Str>(value)) {
    text = to_utf8(string);
    return true;
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{}() argument '{}' must be str, not {}", function, parameter,
                           value.is_none() ? "None" : type_name(vm, value)));
}

} // namespace specmon::vm
