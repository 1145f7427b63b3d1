'use strict';
// All that the program can see of the world: the library, read-only, at /lib/lean, and a few files made on the spot.

const fs = require('node:fs');
const path = require('node:path');

const LIBRARY = '/lib/lean';
const ERRNO = { EBADF: 8, EINVAL: 28, ENOENT: 44, ENOTDIR: 54, EPERM: 63 };
const WRITE_FLAGS = 0o3 | 0o100 | 0o1000 | 0o2000; // access mode, O_CREAT, O_TRUNC, O_APPEND
const FIRST_DESCRIPTOR = 3;

class Library {
  /** @param {string} root folder shown as /lib/lean @param {Map<string, Buffer>} made path to contents */
  constructor(root, made) {
    this.root = root;
    this.made = made;
    this.reset();
  }

  reset() {
    for (const file of this.open?.values() ?? []) if (file.handle !== undefined) fs.closeSync(file.handle);
    this.open = new Map();
    this.next = FIRST_DESCRIPTOR;
  }

  /** What stands at a path: `{folder, size, host?, bytes?}`, or undefined. */
  find(name) {
    const where = path.posix.resolve('/', name);
    if (this.made.has(where)) return { folder: false, bytes: this.made.get(where), size: this.made.get(where).length };
    if (where === '/' || where === '/lib' || where === '/bin') return { folder: true, size: 0 };
    if (where !== LIBRARY && !where.startsWith(LIBRARY + '/')) return undefined;
    const host = path.join(this.root, where.slice(LIBRARY.length));
    const stat = fs.statSync(host, { throwIfNoEntry: false });
    return stat && { folder: stat.isDirectory(), host, size: stat.size };
  }

  openAt(name, flags) {
    if (flags & WRITE_FLAGS) return -ERRNO.EPERM;
    const entry = this.find(name);
    if (!entry) return -ERRNO.ENOENT;
    const descriptor = this.next++;
    const handle = entry.host && !entry.folder ? fs.openSync(entry.host, 'r') : undefined;
    this.open.set(descriptor, { ...entry, handle, at: 0 });
    return descriptor;
  }

  close(descriptor) {
    const file = this.open.get(descriptor);
    if (!file) return ERRNO.EBADF;
    if (file.handle !== undefined) fs.closeSync(file.handle);
    this.open.delete(descriptor);
    return 0;
  }

  /** Reads into `target`; without `position` it reads on from where the last read ended. */
  read(descriptor, target, position) {
    const file = this.open.get(descriptor);
    if (!file || file.folder) return 0;
    const from = position ?? file.at;
    let count = 0;
    if (file.bytes) {
      const piece = file.bytes.subarray(from, from + target.length);
      target.set(piece);
      count = piece.length;
    } else {
      count = fs.readSync(file.handle, target, 0, target.length, from);
    }
    if (position === undefined) file.at += count;
    return count;
  }

  seek(descriptor, offset, whence) {
    const file = this.open.get(descriptor);
    if (!file) return undefined;
    file.at = offset + [0, file.at, file.size][whence];
    return file.at;
  }

  names(descriptor) {
    const file = this.open.get(descriptor);
    if (!file?.folder) return undefined;
    file.entries ??= ['.', '..', ...(file.host ? fs.readdirSync(file.host).sort() : [])];
    return file;
  }
}

module.exports = { Library, ERRNO };
