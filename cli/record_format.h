// Trace records as text: one line an event, either as JSON or in columns for people.
#pragma once

#include "monitoring/events.h"
#include "vm/code_description.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::cli {

// What one record tells. Texts are plain, not yet escaped.
struct Record {
  std::uint64_t number = 0;
  int tool = 0;
  monitoring::Event event = monitoring::Event::PY_START;
  std::int32_t offset = 0; // bytes
  std::int32_t target = 0; // LINE: the line. JUMP, BRANCH*: destination, bytes
  std::string_view value;  // retval, exception, or arg0
  std::string_view callable;
};

// What the records of one code object share: texts made once.
struct CodeTexts {
  std::shared_ptr<const vm::CodeDescription> description;
  std::vector<vm::SourceLocation> positions; // by code unit
  std::string name;                          // as the format shows it
  std::vector<std::string> places;           // by code unit, made when first asked for
};

class RecordFormat {
public:
  virtual ~RecordFormat() = default;
  virtual std::string name_text(std::string_view qualname) const = 0;
  // Appends the record and its newline.
  virtual void append(std::string& text, CodeTexts& code, const Record& record) const = 0;
};

// The JSON lines of the contract: see spec/tracer.py for the same on CPython.
std::unique_ptr<RecordFormat> make_json_format();
// Event, code, place, detail. `name_width`: the room for qualified names.
std::unique_ptr<RecordFormat> make_text_format(std::size_t name_width);

// `"text"`, as Python's json writes it with ensure_ascii off.
void append_json_string(std::string& out, std::string_view text);

} // namespace specmon::cli
