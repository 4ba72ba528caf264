// The recording tool: a tool like any other, its callbacks in C++. It writes a record for each
// event of the program's own code and keeps nothing, so that memory stays flat however long the
// program runs.
#pragma once

#include "cli/embedding.h"
#include "cli/record_format.h"

#include <span>
#include <unordered_map>

namespace specmon::cli {

struct RecorderOptions {
  int tool = 4;
  std::vector<monitoring::Event> events;
  std::vector<std::string> local; // qualified names; empty: events are global
  std::string file;               // only code of this file is recorded
};

class Recorder final : public ProgramObserver {
public:
  // `format` is made when the code objects are known. Records go to `records`.
  Recorder(RecorderOptions options, bool json, OutputBuffer& records);
  ~Recorder() override;

  void begin(vm::Vm& vm, vm::Code& module) override;
  void end(vm::Vm& vm) override;

  // One event, as its callback got it.
  void record(vm::Vm& vm, monitoring::Event event, std::span<const vm::Value> arguments);

private:
  CodeTexts* texts_of(const vm::Code& code); // null: not the program's

  RecorderOptions options_;
  bool json_;
  OutputBuffer& records_;
  std::unique_ptr<RecordFormat> format_;
  std::uint64_t count_ = 0;
  std::unordered_map<const vm::CodeDescription*, CodeTexts> codes_;
  const vm::CodeDescription* last_description_ = nullptr; // the one of the event before
  CodeTexts* last_texts_ = nullptr;
  std::string line_, value_, callable_; // kept for their room
};

} // namespace specmon::cli
