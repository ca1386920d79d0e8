import path from 'node:path';
import { folderStorage } from './folder-storage.ts';
import { type RecordingStorage, workRoot } from './storage.ts';
import type { StorageConfig } from './storage-url.ts';

export async function openRecordingStorage(config: {
  dataDir: string;
  storage: StorageConfig;
}): Promise<RecordingStorage> {
  if (config.storage.kind === 'folder') return folderStorage(path.join(config.dataDir, 'recordings'));
  // Loading the client takes a while, and most installations do without.
  const { s3Storage } = await import('./s3-storage.ts');
  return s3Storage(config.storage, workRoot(config.dataDir));
}
