// Links the monitoring library and nothing else of ours: the ground floor stands alone, with a host
// that is not a VM. Prints nothing; exit status 0 if one event went the whole way.
#include "monitoring/decision.h"
#include "monitoring/firing.h"
#include "monitoring/scopes.h"

#include <memory>

namespace {

using namespace specmon::monitoring;

class Embedder final : public Host {
public:
  void retain(Handle) override {}
  void release(Handle) override {}
  Answer call(CallbackHandle, const Occurrence& occurrence) override {
    seen_line = occurrence.target;
    return Answer::disable;
  }
  bool audit_registration(CallbackHandle) override { return true; }
  void cannot_disable(Event) override {}
  void synchronise_running_code() override {}
  CodeMonitor* code_monitor(CodeRef, bool) override { return &monitor; }
  void rewrite(CodeMonitor&) override {}
  void rewrite(CodeMonitor&, std::uint32_t) override {}

  LocationEvents line{{}, true, true};
  CodeMonitor monitor{&line, CodeShape(&line, 1)};
  std::int32_t seen_line = 0;
};

} // namespace

int main() {
  Embedder embedder;
  Monitoring monitoring(embedder, Behaviours{});
  const auto line = static_cast<std::int32_t>(event_mask(Event::LINE, monitoring.behaviours()));
  if (!monitoring.use_tool_id(0, 1, true).ok()) return 1;
  if (!monitoring.register_callback(0, line, 2).ok()) return 1;
  if (!monitoring.set_local_events(0, &embedder.line, line).ok()) return 1;
  Occurrence occurrence;
  occurrence.event = Event::LINE;
  occurrence.target = 7;
  if (!explain(monitoring, 0, Event::LINE, &embedder.monitor, 0).fires) return 1;
  fire(monitoring, embedder.monitor, 0, occurrence);
  if (explain(monitoring, 0, Event::LINE, &embedder.monitor, 0).fires) return 1;
  return embedder.seen_line == 7 ? 0 : 1;
}
