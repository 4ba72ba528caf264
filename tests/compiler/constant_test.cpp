#include <doctest/doctest.h>

#include "vm/constant.h"

using specmon::vm::Constant;

TEST_CASE("Constants that Python calls equal are still told apart") {
  CHECK(Constant::integer(1) == Constant::integer(1));
  CHECK_FALSE(Constant::integer(1) == Constant::floating(1.0));
  CHECK_FALSE(Constant::integer(1) == Constant::boolean(true));
  CHECK_FALSE(Constant::floating(0.0) == Constant::floating(-0.0));
  CHECK_FALSE(Constant::complex(0.0, 0.0) == Constant::complex(0.0, -0.0));
  CHECK_FALSE(Constant::string("a") == Constant::bytes("a"));
  CHECK_FALSE(Constant::tuple({Constant::integer(1)}) ==
              Constant::tuple({Constant::boolean(true)}));
}

TEST_CASE("Frozensets are equal in any order and have equal hashes") {
  const auto one = Constant::integer(1);
  const auto two = Constant::string("two");
  const Constant left = Constant::frozenset({one, two, one});
  const Constant right = Constant::frozenset({two, one});
  CHECK(left == right);
  CHECK(left.hash() == right.hash());
  CHECK(left.as_frozenset().size() == 2);
}

TEST_CASE("Integers of any size keep their digits") {
  CHECK(Constant::integer_from_digits("9223372036854775807", 10).as_integer() == INT64_MAX);
  const Constant big = Constant::integer_from_digits("9223372036854775808", 10);
  CHECK(big.is(Constant::Kind::big_integer));
  CHECK(big.decimal() == "9223372036854775808");
  CHECK(Constant::integer_from_digits("ffffffffffffffffffff", 16).decimal() ==
        "1208925819614629174706175");
  CHECK(Constant::integer_from_digits("7777777777777777777777777", 8).decimal() ==
        "37778931862957161709567");
  CHECK(Constant::integer_from_digits("10"
                                      "00000000"
                                      "00000000"
                                      "00000000"
                                      "00000000"
                                      "00000000"
                                      "00000000"
                                      "00000000"
                                      "00000000",
                                      2)
            .decimal() == "36893488147419103232");
}

TEST_CASE("Constants are shown as Python shows them") {
  CHECK(Constant::floating(1e16).repr() == "1e+16");
  CHECK(Constant::floating(0.1).repr() == "0.1");
  CHECK(Constant::floating(100.0).repr() == "100.0");
  CHECK(Constant::complex(0.0, 2.0).repr() == "2j");
  CHECK(Constant::tuple({Constant::none()}).repr() == "(None,)");
  CHECK(Constant::string("it's").repr() == "\"it's\"");
  CHECK(Constant::bytes("\xFF\n").repr() == "b'\\xff\\n'");
}
