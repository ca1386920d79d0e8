import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDiskFull } from '../../engines/media/media-refusal.ts';
import { type KeepResult, measuring, type RecordingStorage } from './storage.ts';

/** Recordings as files under `root`; several processes may share it. */
export function folderStorage(root: string): RecordingStorage {
  const place = (key: string): string => path.join(root, key);
  return {
    keep: (key, file) => copyWhole(file, place(key)),
    has: (key) => isThere(place(key)),
    async openForReading(key, range) {
      const handle = await open(place(key)).catch(nullWhereMissing);
      if (!handle) return null;
      const { size } = await handle.stat();
      return { totalBytes: size, stream: handle.createReadStream(range) };
    },
    async toLocalFile(key) {
      if (!(await isThere(place(key)))) return { kind: 'missing' };
      return { kind: 'local', path: place(key), release: async () => {} };
    },
    async remove(key) {
      await rm(place(key), { force: true });
      // A power cut must not bring the file back.
      await syncToDisk(path.dirname(place(key))).catch(nullWhereMissing);
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(nullWhereMissing)) !== null;
}

async function copyWhole(source: string, target: string): Promise<KeepResult> {
  const unfinished = `${target}.unfinished`;
  const { through, measured } = measuring();
  try {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(createReadStream(source), through, createWriteStream(unfinished, { mode: 0o600 }));
    await syncToDisk(unfinished);
    await rename(unfinished, target);
    // The name must outlast a power cut as well, and the folder's own where it is new.
    await syncToDisk(path.dirname(target));
    await syncToDisk(path.dirname(path.dirname(target)));
    return measured();
  } catch (error) {
    if (isDiskFull(error)) return { kind: 'disk_full' };
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function syncToDisk(place: string): Promise<void> {
  const handle = await open(place, 'r');
  await handle.sync().finally(() => handle.close());
}

function nullWhereMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
