#include "cli/recorder.h"

#include "cli/value_text.h"
#include "vm/code.h"
#include "vm/machine.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace specmon::cli {

namespace {

using monitoring::Event;
using monitoring::EventArguments;
using vm::Code;
using vm::Ref;
using vm::Value;
using vm::Vm;

// Code objects are kept alive by their texts; a program that makes them without end starts anew.
constexpr std::size_t most_codes = 4096;
constexpr std::size_t widest_name = 32;

// The callback of one event. Its `self` is the recorder's address as an int: nothing a program can
// use.
template <std::size_t index>
Ref record_event(Vm& vm, Value self, std::span<const Value> arguments) {
  reinterpret_cast<Recorder*>(static_cast<std::uintptr_t>(self.small()))
      ->record(vm, static_cast<Event>(index), arguments);
  return Value::none();
}

template <std::size_t... indices>
constexpr std::array<vm::NativeDefinition, sizeof...(indices)>
make_definitions(std::index_sequence<indices...>) {
  return {{vm::NativeDefinition("record", record_event<indices>,
                                monitoring::callback_arity(static_cast<Event>(indices)),
                                monitoring::callback_arity(static_cast<Event>(indices)))...}};
}

constexpr auto definitions = make_definitions(std::make_index_sequence<monitoring::event_count>());

// All code objects of the program that there are before it runs: the module's, and those in
// constants.
void collect_codes(Code& code, std::vector<Code*>& codes) {
  codes.push_back(&code);
  for (const Value constant : code.constants->view()) {
    if (auto* inner = vm::as<Code>(constant)) collect_codes(*inner, codes);
  }
}

void must(const monitoring::Status& status) {
  if (!status.ok()) throw Usage{status.error().message};
}

// The mask to set; C_RETURN and C_RAISE come with CALL, which they ride on (GLOBAL-8).
std::int32_t mask_of(const std::vector<Event>& events, const monitoring::Behaviours& behaviours) {
  std::uint32_t mask = 0;
  for (const Event event : events) {
    mask |=
        monitoring::event_mask(monitoring::is_ancillary(event) ? Event::CALL : event, behaviours);
  }
  return static_cast<std::int32_t>(mask);
}

} // namespace

Recorder::Recorder(RecorderOptions options, bool json, OutputBuffer& records)
    : options_(std::move(options)), json_(json), records_(records) {}

Recorder::~Recorder() = default;

void Recorder::begin(Vm& vm, Code& module) {
  std::vector<Code*> codes;
  collect_codes(module, codes);
  if (json_) {
    format_ = make_json_format();
  } else {
    std::size_t width = 0;
    for (const Code* code : codes) width = std::max(width, code->description->qualname.size());
    format_ = make_text_format(std::min(width, widest_name));
  }
  std::vector<Code*> watched;
  for (const std::string& name : options_.local) {
    const std::size_t before = watched.size();
    for (Code* code : codes) {
      if (code->description->qualname == name) watched.push_back(code);
    }
    if (watched.size() != before) continue;
    std::string names;
    for (const Code* code : codes)
      names += (names.empty() ? "" : ", ") + code->description->qualname;
    throw Usage{fmt::format("no code named '{}' in {}; there are: {}", name, options_.file, names)};
  }

  monitoring::Monitoring& monitoring = vm.interpreter->monitoring;
  const Ref name = vm::make_str(vm, "specmon-trace");
  must(monitoring.use_tool_id(options_.tool, name.get().bits(), true));
  const auto address = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(this));
  for (const Event event : options_.events) {
    const Ref callback = vm::make_native_function(vm, definitions[monitoring::index_of(event)],
                                                  Value::small(address), "specmon");
    const auto mask = static_cast<std::int32_t>(monitoring::event_mask(event, vm.behaviours));
    const auto previous = monitoring.register_callback(options_.tool, mask, callback.get().bits());
    if (!previous.ok()) throw Usage{previous.error().message};
  }
  const std::int32_t mask = mask_of(options_.events, vm.behaviours);
  if (options_.local.empty()) {
    must(monitoring.set_events(options_.tool, mask));
  } else {
    for (Code* code : watched) must(monitoring.set_local_events(options_.tool, code, mask));
  }
}

void Recorder::end(Vm& vm) {
  monitoring::Monitoring& monitoring = vm.interpreter->monitoring;
  // The program may have given the id back, or even taken it for itself.
  const auto name = monitoring.get_tool(options_.tool);
  if (!name.ok() || name.value() == 0) return;
  const auto* text = vm::as<vm::Str>(Value::from_bits(name.value()));
  if (!text || !vm::equal(text, "specmon-trace")) return;
  // Freeing an id alone does neither in some versions; a generator that is dropped later still has
  // its instructions.
  (void)monitoring.set_events(options_.tool, 0);
  for (const Event event : options_.events) {
    const auto mask = static_cast<std::int32_t>(monitoring::event_mask(event, vm.behaviours));
    (void)monitoring.register_callback(options_.tool, mask, 0);
  }
  (void)monitoring.free_tool_id(options_.tool);
}

CodeTexts* Recorder::texts_of(const Code& code) {
  const vm::CodeDescription* description = code.description.get();
  if (description == last_description_) return last_texts_;
  if (description->filename != options_.file) return nullptr;
  if (codes_.size() >= most_codes) codes_.clear();
  CodeTexts& texts = codes_[description];
  if (!texts.description) {
    texts.description = code.description;
    texts.positions = description->lines.positions();
    texts.name = format_->name_text(description->qualname);
  }
  last_description_ = description;
  last_texts_ = &texts;
  return &texts;
}

void Recorder::record(Vm& vm, Event event, std::span<const Value> arguments) {
  const auto* code = vm::as<Code>(arguments[0]);
  CodeTexts* texts = code ? texts_of(*code) : nullptr;
  if (!texts) return;
  Record record;
  record.number = count_++;
  record.tool = options_.tool;
  record.event = event;
  const auto number = static_cast<std::int32_t>(arguments[1].small());
  record.offset = number;
  value_.clear();
  callable_.clear();
  switch (monitoring::row_of(event).arguments) {
  case EventArguments::offset: break;
  case EventArguments::line: record.target = number; break;
  case EventArguments::jump: record.target = static_cast<std::int32_t>(arguments[2].small()); break;
  case EventArguments::call:
    append_callable(vm, callable_, arguments[2]);
    append_value(vm, value_, arguments[3]);
    break;
  case EventArguments::value:
  case EventArguments::exception: append_value(vm, value_, arguments[2]); break;
  }
  record.value = value_;
  record.callable = callable_;
  line_.clear();
  format_->append(line_, *texts, record);
  records_.end_line();
  records_.append(line_);
}

} // namespace specmon::cli
