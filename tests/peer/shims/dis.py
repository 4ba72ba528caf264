# As much of dis as the peer's tests use: the names of instructions. run makes opcode_names from
# vm/opcodes.def.
import opcode_names


class Instruction:
    def __init__(self, opname, offset):
        self.opname = opname
        self.offset = offset


def get_instructions(code, adaptive=False):
    code = getattr(code, "__code__", code)
    units = code._co_code_adaptive if adaptive else code.co_code
    for offset in range(0, len(units), 2):
        yield Instruction(opcode_names.names[units[offset]], offset)
