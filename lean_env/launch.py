"""Put this process behind walls and become another program: ``launch.py bwrap|landlock|bare BYTES PATH... -- COMMAND``.

Run as a file of its own by an isolated Python, so that it needs nothing of the package. In every mode at most BYTES of
address space, no core dump, no file that grows. ``bwrap``: COMMAND begins with bwrap, which is handed the filter of
system calls below. ``landlock``: only the PATHs may be read and executed, nothing may be written, and the same filter.

The filter refuses what a mount namespace or landlock leave open: sockets of any kind, looking into other processes,
signalling them.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from pathlib import Path

# Numbers of the kernel's interface: linux/prctl.h, seccomp.h, bpf_common.h, audit.h, landlock.h, both call tables.
PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 22, 24, 38, 47
SECCOMP_MODE_FILTER, CLEAR_ALL, LAST_CAPABILITY = 2, 4, "/proc/sys/kernel/cap_last_cap"
LOAD, EQUALS, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X32_CALLS = 0x40000000
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# socket, ptrace, process_vm_readv, process_vm_writev, kill, tkill
CALLS = {"x86_64": (41, 101, 310, 311, 62, 200), "aarch64": (198, 117, 270, 271, 129, 130)}
# pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd
CALLS_EVERYWHERE = (424, 425, 434, 438)
CREATE_RULESET, ADD_RULE, RESTRICT_SELF, PATH_BENEATH, ABI_VERSION = 444, 445, 446, 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many there are, by landlock's version; 16 from version 5 on


def main(mode: str, size: str, *rest: str) -> None:
    """Become the command after ``--``."""
    split = rest.index("--")
    paths, command = rest[:split], list(rest[split + 1 :])
    if mode == "bwrap":
        command[1:1] = ["--seccomp", str(filter_file())]
    if sys.platform == "linux":
        for limit, most in ((resource.RLIMIT_AS, int(size)), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
            hard = resource.getrlimit(limit)[1]
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (bound, bound))
    if mode == "landlock":
        drop_privileges()
        restrict_files(paths)
        restrict_calls()
    os.execvp(command[0], command)  # noqa: S606 - becoming the command is what this file is for


def drop_privileges() -> None:
    """See to it that the command has no more rights than its user, and root's no more than a user's.

    A superuser's capabilities reach around landlock: with CAP_PERFMON one reads the environment of any process.
    """
    if os.geteuid() == 0:
        for capability in range(int(Path(LAST_CAPABILITY).read_text(encoding="ascii")) + 1):
            call("prctl", PR_CAPBSET_DROP, capability, 0, 0, 0)
    call("prctl", PR_CAP_AMBIENT, CLEAR_ALL, 0, 0, 0)
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def restrict_files(paths: tuple[str, ...]) -> None:
    """Allow reading and executing ``paths`` and what is beneath them, and nothing else with files."""
    version = call("syscall", CREATE_RULESET, None, 0, ABI_VERSION)
    handled = (1 << FILE_RIGHTS.get(version, 16)) - 1
    # Besides files: binding and connecting TCP (version 4), abstract sockets and signals to the outside (version 6).
    attributes = struct.pack("<QQQ", handled, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    ruleset = call("syscall", CREATE_RULESET, attributes, len(attributes), 0)
    rules = [(path, EXECUTE | READ_FILE | READ_DIR) for path in paths] + [("/dev/null", READ_FILE | WRITE_FILE)]
    for path, rights in rules:
        beneath = os.open(path, os.O_PATH)
        allowed = rights if Path(path).is_dir() else rights & ~READ_DIR
        call("syscall", ADD_RULE, ruleset, PATH_BENEATH, struct.pack("<Qi", allowed, beneath), 0)
        os.close(beneath)
    call("syscall", RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def restrict_calls() -> None:
    """Install the filter of system calls in this process."""
    program = ctypes.create_string_buffer(filter_program())
    head = struct.pack("@HP", len(program) // 8, ctypes.addressof(program))
    call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, head, 0, 0)


def filter_file() -> int:
    """Return a descriptor, which a child inherits, of a file in memory that holds the filter."""
    file = os.memfd_create("filter", 0)
    os.write(file, filter_program())
    os.lseek(file, 0, os.SEEK_SET)
    return file


def filter_program() -> bytes:
    """Return the filter as instructions of the classic packet filter, eight bytes each."""
    machine = platform.machine()
    refused = (*CALLS[machine], *CALLS_EVERYWHERE)
    steps = [
        (LOAD, 0, 0, 4),  # the architecture of the call
        (EQUALS, 1, 0, ARCHITECTURE[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),  # its number
        (AT_LEAST, len(refused) + 1, 0, X32_CALLS),
        *((EQUALS, len(refused) - place, 0, number) for place, number in enumerate(refused)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def call(function: str, *arguments: int | bytes | None) -> int:
    """Call the C library's ``function``. Raises OSError."""
    given = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    result: int = getattr(ctypes.CDLL(None, use_errno=True), function)(*given)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"the kernel refuses {function} {arguments[0]!r}")
    return result


if __name__ == "__main__":
    main(*sys.argv[1:])
