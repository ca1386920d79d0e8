import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { uuidForm } from '../base/uuid.ts';

/** Always left on the disk: for the database, above all. */
const spareBytes = 256 * 1024 ** 2;

/** The bytes of uploads under way, each under its id in a folder of this machine. */
export class UploadFiles {
  readonly folder: string;

  constructor(dataDir: string) {
    this.folder = path.join(dataDir, 'uploads');
  }

  async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  pathOf(id: string): string {
    return path.join(this.folder, id);
  }

  /** The bytes that are here; null where there is no such file on this machine. */
  sizeOf(id: string): Promise<number | null> {
    return stat(this.pathOf(id)).then(
      ({ size }) => size,
      () => null,
    );
  }

  /** The file, and what was noted of it. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
    await rm(`${this.pathOf(id)}.json`, { force: true });
  }

  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return [...new Set(names.map((name) => path.basename(name, '.json')))].filter((id) => uuidForm.test(id));
  }

  /** Whether the disk holds as much more. */
  async haveRoom(bytes: number): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize >= bytes + spareBytes;
  }
}
