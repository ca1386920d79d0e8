import type { Pool } from '../db/pool.ts';
import type { Upload } from '../domain/uploads/upload.ts';
import { markReceived, purgeUploads, uploadsOfFiles } from '../domain/uploads/uploads.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadIntake } from './upload-intake.ts';

interface Sweep {
  pool: Pool;
  files: UploadFiles;
  intake: UploadIntake;
}

const batch = 500;

/** After a stop, and now and then: goes on with what is whole, and removes files that belong to nothing any more. */
export async function sweepUploads({ pool, files, intake }: Sweep, now: Date): Promise<void> {
  await purgeUploads(pool, now);
  const ids = await files.ids();
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    const uploads = new Map((await uploadsOfFiles(pool, some, now)).map((upload) => [upload.id, upload]));
    for (const id of some) await sweepOne({ pool, files, intake }, { id, upload: uploads.get(id), now });
  }
}

async function sweepOne(
  { pool, files, intake }: Sweep,
  { id, upload, now }: { id: string; upload: Upload | undefined; now: Date },
): Promise<void> {
  if (upload === undefined || upload.state === 'taken_in' || upload.state === 'already_here')
    return files.remove(id);
  if (upload.state === 'refused') return;
  if (upload.state === 'open') {
    if ((await files.sizeOf(id)) !== upload.bytes) return;
    await markReceived(pool, upload, now);
  }
  intake.add(upload);
}
