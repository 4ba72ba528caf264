// What the larger opcodes do, out of the loop. All follow vm/errors.h; `sp` arguments point one
// above the top of the frame's stack, whose values they borrow unless a function says otherwise.
#pragma once

#include "vm/machine.h"
#include "vm/opcodes.h"

#include <optional>
#include <span>

namespace specmon::vm {

struct List;

// Pushes the items in reverse (first uppermost) onto sp; the sequence stays. False: an exception is
// pending and nothing was pushed.
bool unpack_sequence(Vm& vm, Value sequence, std::uint32_t count, Value* sp);
bool unpack_with_star(Vm& vm, Value sequence, std::uint32_t before, std::uint32_t after, Value* sp);

bool is_mapping(const Vm& vm, Value value);
bool is_sequence(const Vm& vm, Value value);
Ref match_keys(Vm& vm, Value subject, Value keys); // tuple or None
Ref match_class(Vm& vm, Value subject, Value type, std::uint32_t positional, Tuple* keyword_names);

std::optional<bool> exception_matches(Vm& vm, Value exception, Value type); // CHECK_EXC_MATCH
// CHECK_EG_MATCH: the rest and the matching part (None: nothing).
bool exception_group_match(Vm& vm, Value exception, Value type, Ref& rest, Ref& match);
Ref prepare_reraise_star(Vm& vm, Value original, Value raised);

// LOAD_SPECIAL, BEFORE_WITH: the method of the object's type, and self if it is not bound;
// `missing` names the other method in the message where that is known.
bool load_special(Vm& vm, Value object, SpecialMethod method, Ref& callable, Ref& self);
bool enter_with(Vm& vm, Value manager, bool asynchronous, Ref& exit, Ref& entered);

// `f() argument after * must be an iterable`: a tuple of the items.
Ref call_arguments(Vm& vm, Value callable, Value iterable);
// DICT_MERGE: adds keyword arguments, refusing those that are there.
bool merge_keywords(Vm& vm, Value callable, Dict* into, Value mapping);
bool update_dict(Vm& vm, Dict* into, Value mapping);  // DICT_UPDATE
bool extend_list(Vm& vm, List* list, Value iterable); // LIST_EXTEND

Ref call_intrinsic(Interpreter& interpreter, Frame* frame, Intrinsic1 which, Value argument);
Ref call_intrinsic(Interpreter& interpreter, Intrinsic2 which, Value first, Value second);
// Type variables and aliases (vm/type_parameter_intrinsics.cpp).
Ref make_type_parameter(Vm& vm, Intrinsic1 which, Value argument);
Ref make_type_parameter(Vm& vm, Intrinsic2 which, Value name, Value evaluator);
// Template strings: from string.templatelib where that is there.
Ref common_constant(Vm& vm, CommonConstant which);
bool set_function_attribute(Vm& vm, Function* function, FunctionAttribute which, Value value);
Ref join_strings(Vm& vm, std::span<const Value> strings);
void refuse_init_result(Vm& vm, Value result); // TypeError: __init__ gave something
// GET_AWAITABLE: 1 if `awaitable` is from __aenter__, 2 if from __aexit__, else 0.
Ref awaitable_iterator_of(Vm& vm, Value awaitable, std::uint32_t oparg);
Ref async_iterator(Vm& vm, Value iterable);       // GET_AITER
Ref async_next_awaitable(Vm& vm, Value iterator); // GET_ANEXT
// What BINARY_OP_LARGE_INT does, a new reference; null if it must go on as BINARY_OP, which then
// raises what is to be raised.
Value large_int_operation(Vm& vm, Value left, Value right, std::uint32_t oparg);
// LOAD_SUPER_ATTR of (super, class, self): the attribute, or if it `is_known` and wanted
// `as_method` a method and its self.
MethodLookup load_super_attribute(Vm& vm, const Value* operands, Str* name, bool is_known,
                                  bool as_method);

} // namespace specmon::vm
