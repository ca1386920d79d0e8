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

/** What the query cache has of a conversation. */
interface Known {
  conversation: Conversation | undefined;
  transcript: Transcript | null | undefined;
}

/** Makes changes one after the other, each upon the revision that the one before left. */
export class EditQueue {
  readonly #client: QueryClient;
  readonly #id: string;
  #last: Promise<unknown> = Promise.resolve();
  #waiting: readonly Edit[] = [];
  #confirmed: Known = { conversation: undefined, transcript: undefined };

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
    this.#show(edit);
    const sent = this.#last.then(() => this.#send(edit));
    this.#last = sent;
    const error = await sent;
    // The page shows what the server has once nothing waits; an answer in between would show the past.
    if (this.#waiting.length === 0) await this.#refetch();
    return error;
  }

  #show(edit: Edit): void {
    for (const queryKey of this.#keys) void this.#client.cancelQueries({ queryKey });
    if (this.#waiting.length === 0)
      this.#confirmed = {
        conversation: this.#client.getQueryData(conversationKey(this.#id)),
        transcript: this.#client.getQueryData(transcriptKey(this.#id)),
      };
    this.#waiting = [...this.#waiting, edit];
    this.#paint();
  }

  async #send(edit: Edit): Promise<Error | null> {
    const outcome = await this.#try(edit);
    this.#waiting = this.#waiting.filter((one) => one !== edit);
    // What the server did not take is taken back, also where it can not be asked.
    this.#paint();
    return outcome;
  }

  async #try(edit: Edit): Promise<Error | null> {
    const { transcript } = this.#confirmed;
    try {
      const { revision = transcript?.revision, undo } = await edit.send(transcript?.revision ?? 1);
      const after = changed(this.#confirmed, edit);
      this.#confirmed = {
        ...after,
        transcript: after.transcript && {
          ...after.transcript,
          revision: revision ?? after.transcript.revision,
        },
      };
      if (edit.message && undo) undoable(edit.message, () => this.#undo(undo));
      else if (edit.message) void toast({ message: edit.message });
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** What the server has taken, with all that it is still to hear of. */
  #paint(): void {
    const { conversation, transcript } = this.#waiting.reduce(changed, this.#confirmed);
    this.#client.setQueryData(conversationKey(this.#id), conversation);
    this.#client.setQueryData(transcriptKey(this.#id), transcript);
  }

  async #undo(edits: readonly Edit[]): Promise<void> {
    const errors = await Promise.all(edits.map((edit) => this.#make(edit)));
    const failed = errors.find((error) => error !== null);
    if (failed) throw failed;
  }

  #refetch(): Promise<unknown> {
    return Promise.all(this.#keys.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
  }

  get #keys() {
    return [conversationKey(this.#id), transcriptKey(this.#id)];
  }
}

function changed({ conversation, transcript }: Known, { inConversation, inTranscript }: Edit): Known {
  return {
    conversation: conversation && inConversation ? inConversation(conversation) : conversation,
    transcript: transcript && inTranscript ? inTranscript(transcript) : transcript,
  };
}

function tell(error: Error): void {
  if (error instanceof Refusal && error.code === 'edited_meanwhile')
    void toast({ message: texts.editedMeanwhile, tone: 'warning', timeoutMs: 10_000 });
  else toastError(error);
}
