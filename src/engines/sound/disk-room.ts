import { statfs } from 'node:fs/promises';

/** A line of 16 kHz, two bytes a sample. */
const bytesPerSecond = 32_000;
const spareBytes = 64 * 2 ** 20;

/** Whether the folder's disk holds lines of such a length, and one more while lines that sound alike are joined. */
export async function hasRoom(folder: string, lines: number, seconds: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  const written = lines > 1 ? lines + 1 : lines;
  return bavail * bsize >= written * seconds * bytesPerSecond + spareBytes;
}
