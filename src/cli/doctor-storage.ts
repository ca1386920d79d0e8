import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import type { Config } from '../server/config.ts';
import { type Finding, verdict } from './finding.ts';

const remedy =
  'Check address, bucket, region and key of STORAGE_URL: the key must be allowed to put, get and delete.';

/**
 * Does with the store of STORAGE_URL as a server does: keeps an object, reads it and removes it. A folder needs no
 * such trial.
 */
export async function storageFindings(config: Pick<Config, 'dataDir' | 'storage'>): Promise<Finding[]> {
  if (config.storage.kind === 'folder') return [];
  const place = `bucket ${config.storage.bucket}`;
  const fault = await tryStorage(await openRecordingStorage(config)).catch((error: unknown) => String(error));
  return [
    verdict(
      'recordings',
      fault === null,
      fault === null ? `${place} keeps and gives` : `${place}: ${fault}`,
      remedy,
    ),
  ];
}

/** The fault, or null. */
async function tryStorage(storage: RecordingStorage): Promise<string | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meetric-doctor-'));
  const file = path.join(folder, 'object');
  const key = `doctor/${randomUUID()}`;
  const content = `Written by doctor, ${key}`;
  try {
    await writeFile(file, content);
    const kept = await storage.keep(key, file);
    if (kept.kind !== 'kept') return kept.kind === 'disk_full' ? 'its disk is full' : kept.cause.message;
    const opened = await storage.openForReading(key, { start: 0, end: content.length - 1 });
    const read = opened === null ? null : await text(opened.stream);
    await storage.remove(key);
    return read === content ? null : 'what was written can not be read';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
