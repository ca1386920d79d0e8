import { Readable } from 'node:stream';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Db } from '../../../db/pool.ts';
import type { Actor } from '../../../domain/audit/audit-log.ts';
import type { Viewer } from '../../../domain/conversations/visibility.ts';
import { findVisiblePage, type VisiblePage } from '../../../domain/conversations/visible-page.ts';
import type { WrittenFormat } from '../../../domain/transcripts/writers/table.ts';
import { attachment, fileNameOf } from '../../files/attachment.ts';
import { exportedText } from '../conversation/exported-text.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';

export const exportConversations: Handler<'exportConversations'> = async (call) => {
  const { ids, format = 'txt' } = call.body;
  const { context, caller, now } = call;
  const { viewer } = caller.session;
  const { by } = doing(call);
  const files = filesOf(context.pool, viewer, { ids: [...new Set(ids)], format, by });
  const name = `conversations ${now.toISOString().slice(0, 10)}`;
  return {
    send: (_, reply) =>
      reply
        .headers({ 'content-disposition': attachment(name, 'zip'), 'cache-control': 'no-store' })
        .type('application/zip')
        .send(Readable.from(zipped(files))),
  };
};

interface NamedFile {
  name: string;
  text: string;
}

/** A file for each, one at a time, and one that says what is missing. */
async function* filesOf(
  db: Db,
  viewer: Viewer,
  { ids, format, by }: { ids: readonly string[]; format: WrittenFormat; by: Actor },
): AsyncGenerator<NamedFile> {
  const names = new UniqueNames();
  const without: string[] = [];
  let unknown = 0;
  for (const id of ids) {
    const conversation = await findVisiblePage(db, viewer, id);
    if (!conversation) {
      unknown += 1;
      continue;
    }
    const text = await exportedText(db, viewer.accountId, { conversation, format, by });
    if (text === null) without.push(conversation.title);
    else yield { name: names.of(conversation, format), text };
  }
  const told = [
    ...without.map((title) => `Without a transcript: ${fileNameOf(title)}`),
    ...(unknown > 0 ? [`Not found: ${unknown}`] : []),
  ];
  if (told.length > 0) yield { name: 'left-out.txt', text: `${told.join('\n')}\n` };
}

/** Day and title; of the same ones the later get a number. Capitals make no difference to some file systems. */
class UniqueNames {
  readonly #taken = new Set<string>();

  of({ startedAt, title }: VisiblePage, extension: string): string {
    const plain = `${startedAt.toISOString().slice(0, 10)} ${fileNameOf(title)}`;
    for (let n = 1; ; n += 1) {
      const name = `${n === 1 ? plain : `${plain} (${n})`}.${extension}`;
      const key = name.normalize('NFC').toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** The bytes of a zip file, as far as they are known after each file. */
async function* zipped(files: AsyncIterable<NamedFile>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  const taken = (): Uint8Array[] => {
    const bytes = ready;
    ready = [];
    return bytes;
  };
  for await (const { name, text } of files) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(strToU8(text), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
