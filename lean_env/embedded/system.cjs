'use strict';
// The system calls that the embedded Lean has. It can read the library, tell the time and write to its own output; there is
// no environment, no process, no network, no thread, and nothing that evaluates JavaScript.

const { ERRNO } = require('./library.cjs');

const ENTRY = 280; // bytes of one `struct dirent`
const STAT = { mode: 4, links: 8, size: 24, block: 32, blocks: 36, inode: 88, bytes: 96 };
const [GETENV, PROGRAM_PATH] = [943522, 943765]; // inline JavaScript of lean.wasm that returns something

function systemCalls(machine, Ended) {
  const { library } = machine;
  const vectors = function* (at, count) {
    for (let i = 0; i < count; i++) yield [machine.u32[(at >> 2) + 2 * i], machine.u32[(at >> 2) + 2 * i + 1]];
  };
  const readAll = (descriptor, at, count, out, position) => {
    let total = 0;
    for (const [start, length] of vectors(at, count)) {
      const got = library.read(descriptor, machine.u8.subarray(start, start + length), position && position + total);
      total += got;
      if (got < length) break;
    }
    machine.u32[out >> 2] = total;
    return 0;
  };
  const writeStat = (entry, at) => {
    if (!entry) return -ERRNO.ENOENT;
    machine.u8.fill(0, at, at + STAT.bytes);
    machine.u32[(at + STAT.mode) >> 2] = entry.folder ? 0o40555 : 0o100444;
    machine.u32[(at + STAT.links) >> 2] = 1;
    machine.i64[(at + STAT.size) >> 3] = BigInt(entry.size);
    machine.u32[(at + STAT.block) >> 2] = 4096;
    machine.u32[(at + STAT.blocks) >> 2] = Math.ceil(entry.size / 512);
    machine.i64[(at + STAT.inode) >> 3] = 1n;
    return 0;
  };
  const end = why => { throw new Ended(why); };
  const nothing = () => 0;
  const refused = () => -ERRNO.EPERM;

  const calls = {
    emscripten_asm_const_int: (code, _types, args) => {
      if (code === GETENV) return machine.text(machine.u32[args >> 2]) === 'LEAN_PATH' ? machine.newText('/lib/lean') : 0;
      return code === PROGRAM_PATH ? machine.newText('/bin/lean') : 0;
    },
    exit: status => end(`Lean ended with status ${status}`),
    proc_exit: status => end(`Lean ended with status ${status}`),
    _abort_js: () => end('Lean aborted'),
    __assert_fail: (what, file, line) => end(`assertion failed: ${machine.text(what)} at ${machine.text(file)}:${line}`),

    emscripten_get_heap_max: () => 2 ** 31,
    emscripten_resize_heap: bytes => machine.grow(Math.ceil((bytes >>> 0) / 65536)),
    _mmap_js: refused, _munmap_js: nothing,

    emscripten_get_now: () => performance.timeOrigin + performance.now(),
    emscripten_date_now: () => Date.now(),
    clock_time_get: (clock, _precision, out) => {
      machine.i64[out >> 3] = BigInt(Math.round((clock === 0 ? Date.now() : performance.now()) * 1e6));
      return 0;
    },
    clock_res_get: (_clock, out) => { machine.i64[out >> 3] = 1000n; return 0; },
    _tzset_js: nothing, _localtime_js: nothing, _gmtime_js: nothing, _setitimer_js: nothing,
    random_get: (at, length) => { machine.u8.fill(7, at, at + length); return 0; },

    _emscripten_init_main_thread_js: block => {
      machine.exports._emscripten_thread_init(block, 1, 1, 1, 65536, 0);
      machine.exports._emscripten_tls_init();
    },
    __pthread_create_js: () => 6, // EAGAIN
    emscripten_num_logical_cores: () => 1,
    _emscripten_thread_mailbox_await: nothing, _emscripten_notify_mailbox_postmessage: nothing, emscripten_check_blocking_allowed: nothing,
    _emscripten_runtime_keepalive_clear: nothing, _emscripten_thread_set_strongref: nothing,

    _dlsym_js: (_library, name) => machine.symbol(machine.text(name)),
    _emscripten_get_progname: (at, room) => { machine.putText('lean', at, room); },
    environ_sizes_get: (count, bytes) => { machine.u32[count >> 2] = 0; machine.u32[bytes >> 2] = 0; return 0; },
    environ_get: nothing,

    fd_write: (descriptor, at, count, out) => {
      let total = 0;
      for (const [start, length] of vectors(at, count)) {
        if (length && machine.onWrite) machine.onWrite(descriptor, Buffer.from(machine.u8.slice(start, start + length)));
        total += length;
      }
      machine.u32[out >> 2] = total;
      return 0;
    },
    fd_read: (descriptor, at, count, out) => readAll(descriptor, at, count, out),
    fd_pread: (descriptor, at, count, position, out) => readAll(descriptor, at, count, out, Number(position)),
    fd_close: descriptor => library.close(descriptor),
    fd_sync: nothing,
    fd_seek: (descriptor, offset, whence, out) => {
      const at = library.seek(descriptor, Number(offset), whence);
      if (at === undefined) return ERRNO.EBADF;
      machine.i64[out >> 3] = BigInt(at);
      return 0;
    },
    fd_fdstat_get: (descriptor, at) => {
      machine.u8.fill(0, at, at + 24);
      machine.u8[at] = descriptor < 3 ? 2 : 4; // a character device or a regular file
      return 0;
    },
    __syscall_openat: (_folder, name, flags) => library.openAt(machine.text(name), flags),
    __syscall_stat64: (name, at) => writeStat(library.find(machine.text(name)), at),
    __syscall_lstat64: (name, at) => writeStat(library.find(machine.text(name)), at),
    __syscall_newfstatat: (_folder, name, at) => writeStat(library.find(machine.text(name)), at),
    __syscall_fstat64: (descriptor, at) => writeStat(library.open.get(descriptor), at),
    __syscall_faccessat: (_folder, name) => (library.find(machine.text(name)) ? 0 : -ERRNO.ENOENT),
    __syscall_getcwd: (at, room) => machine.putText('/', at, room) + 1,
    __syscall_readlinkat: () => -ERRNO.EINVAL, // nothing is a link
    __syscall_fcntl64: nothing, __syscall_fadvise64: nothing,
    __syscall_getdents64: (descriptor, at, room) => {
      const folder = library.names(descriptor);
      if (!folder) return -ERRNO.ENOTDIR;
      let used = 0;
      for (; folder.at < folder.entries.length && used + ENTRY <= room; folder.at++, used += ENTRY) {
        const entry = at + used, next = BigInt(folder.at + 1);
        machine.i64.set([next, next], entry >> 3);
        machine.u8.set([ENTRY & 255, ENTRY >> 8, 0], entry + 16);
        machine.putText(folder.entries[folder.at], entry + 19, 256);
      }
      return used;
    },
  };
  for (const name of ['ioctl', 'chdir', 'chmod', 'fchmod', 'fchmodat2', 'fchown32', 'fchownat', 'fchdir', 'mkdirat', 'mknodat', 'unlinkat',
    'rmdir', 'renameat', 'symlinkat', 'ftruncate64', 'truncate64', 'fallocate', 'utimensat', 'fdatasync', 'statfs64', 'fstatfs64', 'dup',
    'dup3', 'pipe', 'poll', '_newselect', 'socket', 'bind', 'connect', 'listen', 'accept4', 'sendto', 'sendmsg', 'recvfrom', 'recvmsg',
    'getsockname', 'getsockopt', 'getpeername']) calls[`__syscall_${name}`] = refused;
  return calls;
}

module.exports = { systemCalls };
