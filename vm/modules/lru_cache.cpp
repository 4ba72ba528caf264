// _functools._lru_cache_wrapper: a callable that remembers what a function answered. It is C++
// because it is C in CPython: a call of it fires C_RETURN, and no PY_START of its own (CALL-7).

#include "vm/modules/lru_cache.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

struct LruCache : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref function;
  Ref info_type;          // what cache_info() makes: _CacheInfo of functools.py
  Ref keyword_mark;       // parts positional from keyword arguments in a key
  Owned<Dict> answers;    // by key, the one used longest ago first where there is a limit
  std::int64_t limit = 0; // most answers kept; -1: no limit
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  bool typed = false; // 1 and 1.0 are different arguments
};

LruCache* cache_of(Value value) {
  return static_cast<LruCache*>(value.object());
}

void traverse_cache(Object* object, Visitor& visitor) {
  auto* cache = static_cast<LruCache*>(object);
  for (const Ref* ref : {&cache->function, &cache->info_type, &cache->keyword_mark}) {
    visitor(ref->get());
  }
  visitor(cache->answers ? Value::object(cache->answers.get()) : Value());
  traverse_instance(object, visitor);
}
void clear_cache(Vm& vm, Object* object) {
  auto* cache = static_cast<LruCache*>(object);
  cache->function = cache->info_type = cache->keyword_mark = Ref();
  cache->answers = Owned<Dict>();
  clear_instance(vm, object);
}

// _lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)
Ref new_cache(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional != 4 || arguments.keywords() != 0) {
    return raise(vm, vm.exceptions.TypeError, "_lru_cache_wrapper expected 4 arguments");
  }
  Value function = arguments.values[0];
  if (!is_callable(vm, function)) {
    return raise(vm, vm.exceptions.TypeError, "the first argument must be callable");
  }
  std::int64_t limit = -1;
  if (!arguments.values[1].is_none()) {
    auto size = index_to_int64(vm, arguments.values[1]);
    if (!size) return {};
    limit = std::max<std::int64_t>(*size, 0);
  }
  auto typed = truth(vm, arguments.values[2]);
  if (!typed) return {};
  auto* cache = allocate_instance<LruCache>(vm, type);
  Ref owned = Ref::steal(cache);
  cache->function = function;
  cache->info_type = arguments.values[3];
  cache->keyword_mark = Ref::steal(vm.heap.make<Instance>(vm.types.object));
  cache->answers = make_dict(vm);
  cache->limit = limit;
  cache->typed = *typed;
  vm.heap.track(cache);
  return owned;
}

bool is_its_own_key(Vm& vm, Value value) {
  Type* type = type_of(vm, value);
  return type == vm.types.int_ || type == vm.types.str;
}

// The arguments as one hashable value.
Ref key_of_call(Vm& vm, LruCache* cache, const Arguments& arguments) {
  if (!cache->typed && arguments.total() == 1 && arguments.keywords() == 0 &&
      is_its_own_key(vm, arguments.values[0])) {
    return arguments.values[0];
  }
  auto positional = arguments.positionals();
  std::vector<Value> parts(positional.begin(), positional.end());
  if (arguments.keywords() != 0) parts.push_back(cache->keyword_mark);
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    parts.push_back(arguments.keyword_names->items[i]);
    parts.push_back(arguments.values[arguments.positional + i]);
  }
  if (cache->typed) {
    for (std::size_t i = 0; i < arguments.total(); ++i) {
      parts.push_back(Value::object(type_of(vm, arguments.values[i])));
    }
  }
  return make_tuple(vm, std::span<const Value>(parts));
}

// False: an exception is pending.
bool remember(Vm& vm, LruCache* cache, Value key, Value answer) {
  // Held, because comparing keys may run code that clears the cache.
  Owned<Dict> answers = cache->answers;
  if (cache->limit >= 0 && answers->live >= static_cast<std::uint64_t>(cache->limit)) {
    // The function may have called itself with the same arguments meanwhile: no second place then.
    auto there = dict_contains(vm, answers.get(), key);
    if (!there) return false;
    if (!*there) {
      Ref oldest = dict_first(answers.get())->key;
      if (!dict_delete(vm, answers.get(), oldest) && error_pending(vm)) return false;
    }
  }
  return dict_set(vm, answers.get(), key, answer);
}

Ref call_cache(Vm& vm, Value self, const Arguments& arguments) {
  LruCache* cache = cache_of(self);
  if (cache->limit == 0) {
    ++cache->misses;
    return call(vm, cache->function, arguments);
  }
  Ref key = key_of_call(vm, cache, arguments);
  if (!hash(vm, key)) return {};
  Owned<Dict> answers = cache->answers;
  Ref answer = dict_get(vm, answers.get(), key);
  if (!answer && error_pending(vm)) return {};
  if (answer) {
    ++cache->hits;
    if (cache->limit > 0) { // now the one used last
      if (!dict_delete(vm, answers.get(), key) && error_pending(vm)) return {};
      if (!dict_set(vm, answers.get(), key, answer)) return {};
    }
    return answer;
  }
  ++cache->misses;
  answer = call(vm, cache->function, arguments);
  if (!answer || !remember(vm, cache, key, answer)) return {};
  return answer;
}

Ref cache_info(Vm& vm, Value self, Values) {
  LruCache* cache = cache_of(self);
  Ref limit = cache->limit < 0 ? Ref(Value::none()) : make_int(vm, cache->limit);
  Ref hits = make_int(vm, cache->hits);
  Ref misses = make_int(vm, cache->misses);
  return call(vm, cache->info_type, {hits, misses, limit, make_int(vm, cache->answers->live)});
}

Ref cache_clear(Vm& vm, Value self, Values) {
  LruCache* cache = cache_of(self);
  cache->hits = cache->misses = 0;
  // What dies with the answers may call the function: it finds an empty cache.
  Owned<Dict> dropped = std::move(cache->answers);
  cache->answers = make_dict(vm);
  return Value::none();
}

Ref get_dict(Vm& vm, Value self) {
  return Ref(Value::object(materialise_dict(vm, self.object())));
}

Ref copy_cache(Vm&, Value self, Values) {
  return self;
}

Ref bind_cache(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return descriptor;
  return make_method(vm, descriptor, instance);
}

constexpr NativeDefinition methods[] = {{"cache_info", cache_info, 0, 0},
                                        {"cache_clear", cache_clear, 0, 0},
                                        {"__copy__", copy_cache, 0, 0},
                                        {"__deepcopy__", copy_cache, 1, 1}};
constexpr AttributeDefinition attributes[] = {{"__dict__", get_dict}};

} // namespace

void add_lru_cache(Vm& vm, Module* module) {
  Type* type = make_builtin_type(vm, "functools", "_lru_cache_wrapper", Layout::other,
                                 sizeof(LruCache) + sizeof(Attributes));
  type->attributes_offset = sizeof(LruCache);
  type->slots.destroy = destroy_as<LruCache>;
  type->slots.traverse = traverse_cache;
  type->slots.clear = clear_cache;
  type->slots.new_ = new_cache;
  type->slots.call = call_cache;
  type->slots.descriptor_get = bind_cache;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "_lru_cache_wrapper", Value::object(type));
}

} // namespace specmon::vm
