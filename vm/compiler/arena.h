#pragma once
// A bump allocator that owns everything of one AST: nodes, lists and names live as long as it does.

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

namespace specmon::compiler {

class Arena {
public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    for (auto entry = finalizers_.rbegin(); entry != finalizers_.rend(); ++entry)
      entry->destroy(entry->object);
  }

  /// A new `T`; destroyed with the arena.
  template <typename T, typename... Arguments> T* make(Arguments&&... arguments) {
    T* object = new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
    if constexpr (!std::is_trivially_destructible_v<T>)
      finalizers_.push_back({object, [](void* pointer) { static_cast<T*>(pointer)->~T(); }});
    return object;
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T> std::span<const T> copy(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    auto* data = static_cast<T*>(allocate(sizeof(T) * items.size(), alignof(T)));
    std::memcpy(static_cast<void*>(data), items.data(), sizeof(T) * items.size());
    return {data, items.size()};
  }

  /// The one copy of this text in the arena: equal names have equal addresses.
  std::string_view intern(std::string_view text) {
    auto found = names_.find(text);
    if (found != names_.end()) return *found;
    auto* data = static_cast<char*>(allocate(text.size() + 1, 1));
    if (!text.empty()) std::memcpy(data, text.data(), text.size());
    data[text.size()] = '\0';
    return *names_.insert(std::string_view(data, text.size())).first;
  }

private:
  struct Finalizer {
    void* object;
    void (*destroy)(void*);
  };
  static constexpr std::size_t block_size = 64 * 1024;

  void* allocate(std::size_t size, std::size_t alignment) {
    std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || start + size > capacity_) {
      capacity_ = size > block_size ? size : block_size;
      blocks_.push_back(std::make_unique<std::byte[]>(capacity_));
      start = 0;
    }
    used_ = start + size;
    return blocks_.back().get() + start;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t capacity_ = 0;
  std::unordered_set<std::string_view> names_;
  std::vector<Finalizer> finalizers_;
};

} // namespace specmon::compiler
