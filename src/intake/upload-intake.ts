import type { Logger } from 'pino';
import { findAccount } from '../domain/accounts/queries.ts';
import { presentNotice } from '../domain/conversations/notices.ts';
import type { Settlement } from '../domain/uploads/queries.ts';
import type { Upload, UploadKey } from '../domain/uploads/upload.ts';
import { beginTry, settleUpload } from '../domain/uploads/uploads.ts';
import { type IntakeContext, type IntakeOutcome, type IntakeWishes, takeIn } from './take-in.ts';
import type { UploadFiles } from './upload-files.ts';

/** The person who uploaded a file; null where that is nobody any more. */
export interface UploadOwner {
  email: string;
  maySee(conversationId: string): Promise<boolean>;
}

export interface UploadIntakeOptions {
  intake: IntakeContext;
  files: UploadFiles;
  log: Logger;
  findOwner(upload: UploadKey): Promise<UploadOwner | null>;
}

/** A long recording is copied meanwhile; more at once would only share the disk. */
const mostAtOnce = 2;
const mostTries = 5;
const againMs = 5_000;

/** Takes in the files that people have uploaded whole, a few at a time, each until it is settled. */
export class UploadIntake {
  readonly #options: UploadIntakeOptions;
  /** By id, in their order; a file is not taken in twice at once. */
  readonly #waiting = new Map<string, Upload>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  constructor(options: UploadIntakeOptions) {
    this.#options = options;
  }

  /** All bytes of it are here. */
  add(upload: Upload): void {
    if (this.#isClosed || this.#running.has(upload.id)) return;
    this.#waiting.set(upload.id, upload);
    this.#goOn();
  }

  /** Begins nothing more, and waits for those under way: after a stop their taking in begins anew. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running.values());
  }

  #goOn(): void {
    for (const upload of this.#waiting.values()) {
      if (this.#isClosed || this.#running.size >= mostAtOnce) return;
      this.#waiting.delete(upload.id);
      const run = this.#take(upload).finally(() => {
        this.#running.delete(upload.id);
        this.#goOn();
      });
      this.#running.set(upload.id, run);
    }
  }

  async #take(upload: Upload): Promise<void> {
    const { intake, files, log } = this.#options;
    try {
      const tries = await beginTry(intake.pool, upload);
      if (tries === undefined) return;
      const settlement =
        tries > mostTries ? refusalOf({ code: 'intake_failed' }) : settlementOf(await this.#outcome(upload));
      const isOurs = await settleUpload(intake.pool, upload, settlement, intake.now());
      if (isOurs && !keepsFile(settlement)) await files.remove(upload.id);
    } catch (error) {
      log.error({ err: error, uploadId: upload.id }, 'an uploaded file was not taken in');
      this.#again(upload);
    }
  }

  #again(upload: Upload): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.add(upload);
    }, againMs);
    this.#timers.add(timer.unref());
  }

  async #outcome(upload: Upload): Promise<IntakeOutcome> {
    const { intake, files, findOwner } = this.#options;
    const account = await findAccount(intake.pool, upload.accountId);
    const owner = await findOwner(upload);
    if (!account || !owner) return { kind: 'refused', code: 'unknown_user', email: '' };
    const source = { name: upload.fileName, path: files.pathOf(upload.id) };
    const wishes = wishesOf(upload, owner);
    const outcome = await takeIn(intake, account, source, wishes);
    if (outcome.kind !== 'already_here' || (await owner.maySee(outcome.id))) return outcome;
    // Nobody learns that another person has the same file.
    return takeIn(intake, account, source, { ...wishes, again: true });
  }
}

function wishesOf({ wishes }: Upload, owner: UploadOwner): IntakeWishes {
  const { speakers, format, timeUnit, acceptTruncated, modifiedMs: _, ...details } = wishes;
  return {
    details: { ...details, userEmail: owner.email },
    speakers,
    acceptTruncated,
    reading: { format, timeUnit },
  };
}

function settlementOf(outcome: IntakeOutcome): Settlement {
  if (outcome.kind === 'refused') {
    const { kind: _, ...fault } = outcome;
    return refusalOf(fault);
  }
  const settled = { conversationId: outcome.id, fault: null };
  return outcome.kind === 'accepted'
    ? { ...settled, state: 'taken_in', notices: outcome.notices.map(presentNotice) }
    : { ...settled, state: 'already_here', notices: [] };
}

const refusalOf = (fault: NonNullable<Settlement['fault']>): Settlement => ({
  state: 'refused',
  conversationId: null,
  fault,
  notices: [],
});

/** Refusals after which the same file may be taken in with other wishes, or later. */
const mayPass: ReadonlySet<string> = new Set([
  'media_truncated',
  'media_format_unclear',
  'not_media',
  'unknown_format',
  'time_unit_unknown',
  'language_unsupported_by_embedded',
  'unknown_department',
  'invalid_date',
  'disk_full',
  'storage_failed',
  'asr_model_missing',
  'asr_native_missing',
]);

function keepsFile({ state, fault }: Settlement): boolean {
  return state === 'refused' && fault !== null && mayPass.has(fault.code);
}
