import type { QueryClient } from '@tanstack/react-query';
import { toast, toastError, undoable } from '../../../parts/toast.ts';
import { type Conversation, conversationKey, type Transcript, transcriptKey } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { Refusal } from './refusal.ts';

/** A change that shows at once, is sent in its turn, and can be undone. */
export interface Edit {
  /** Told when it is made; null for one that shows by itself. */
  message: string | null;
  inTranscript?: (transcript: Transcript) => Transcript;
  inConversation?: (conversation: Conversation) => Conversation;
  /** `revision`: of the transcript that it changes. */
  send: (revision: number) => Promise<Sent>;
  /** In place of the general words where the server refuses it; false for other refusals than it knows. */
  onRefusal?: (refusal: Refusal) => boolean;
}

interface Sent {
  revision?: number;
  /** Made in this order they lead back. */
  undo?: readonly Edit[];
}

/** Makes changes one after the other, each upon the revision that the one before left. */
export class EditQueue {
  readonly #client: QueryClient;
  readonly #id: string;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(client: QueryClient, id: string) {
    this.#client = client;
    this.#id = id;
  }

  /** Whether the server took it. */
  readonly run = async (edit: Edit): Promise<boolean> => {
    const error = await this.#make(edit);
    if (error && !(error instanceof Refusal && edit.onRefusal?.(error))) tell(error);
    return error === null;
  };

  async #make(edit: Edit): Promise<Error | null> {
    this.#waiting += 1;
    this.#show(edit);
    const sent = this.#last.then(() => this.#send(edit));
    this.#last = sent;
    const error = await sent;
    this.#waiting -= 1;
    // The page shows what the server has once nothing waits; an answer in between would show the past.
    if (this.#waiting === 0) await this.#refetch();
    return error;
  }

  #show({ inTranscript, inConversation }: Edit): void {
    for (const queryKey of this.#keys) void this.#client.cancelQueries({ queryKey });
    if (inTranscript) this.#setTranscript(inTranscript);
    if (inConversation)
      this.#client.setQueryData<Conversation>(
        conversationKey(this.#id),
        (before) => before && inConversation(before),
      );
  }

  async #send(edit: Edit): Promise<Error | null> {
    const transcript = this.#client.getQueryData<Transcript | null>(transcriptKey(this.#id));
    try {
      const { revision, undo } = await edit.send(transcript?.revision ?? 1);
      if (revision !== undefined) this.#setTranscript((before) => ({ ...before, revision }));
      if (edit.message && undo) undoable(edit.message, () => this.#undo(undo));
      else if (edit.message) void toast({ message: edit.message });
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #undo(edits: readonly Edit[]): Promise<void> {
    const errors = await Promise.all(edits.map((edit) => this.#make(edit)));
    const failed = errors.find((error) => error !== null);
    if (failed) throw failed;
  }

  #setTranscript(change: (transcript: Transcript) => Transcript): void {
    this.#client.setQueryData<Transcript | null>(
      transcriptKey(this.#id),
      (before) => before && change(before),
    );
  }

  #refetch(): Promise<unknown> {
    return Promise.all(this.#keys.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
  }

  get #keys() {
    return [conversationKey(this.#id), transcriptKey(this.#id)];
  }
}

function tell(error: Error): void {
  if (error instanceof Refusal && error.code === 'edited_meanwhile')
    void toast({ message: texts.editedMeanwhile, tone: 'warning', timeoutMs: 10_000 });
  else toastError(error);
}
