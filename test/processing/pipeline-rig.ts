import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import { findAnalysis } from '../../src/domain/conversations/analysis-store.ts';
import { unpackTranscriptJson } from '../../src/domain/conversations/packed-transcript.ts';
import { findConversation, findTranscript } from '../../src/domain/conversations/store.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import type { Analyser } from '../../src/engines/analysis/analyser.ts';
import { createEngines } from '../../src/engines/engines.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation, type IncomingConversation } from '../../src/intake/accept.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { createPipelineWorkers } from '../../src/server/workers.ts';
import type { Installation } from '../domain/limits/installation.ts';
import { silent } from '../jobs/job-rows.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-pipeline-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

export const incoming: IncomingConversation = {
  title: 'Weekly review',
  company: null,
  startedAt: new Date('2026-06-03T09:30:00.000Z'),
  durationSeconds: null,
  medium: 'meeting',
  conversationType: null,
  language: 'en',
  departmentId: null,
  userId: null,
  participants: [],
  importedAs: null,
  notices: [],
  recording: null,
  transcript: {
    messages: [
      { speaker_name: 'Jane', text: 'Could you send me the price list for the larger plan by Friday?' },
      { speaker_name: 'Erik', text: 'Yes, I will send the price list to you on Thursday morning.' },
    ],
  },
};

export function acceptOne(
  { pool, accountId }: Installation,
  changed: Partial<IncomingConversation> = {},
): Promise<string> {
  return acceptConversation(pool, accountId, { ...incoming, ...changed }, { presentCard, now: new Date() });
}

/** The pipeline lane as another process would have it, with this analyser. */
export function startPipeline(installation: Installation, analyser: Analyser, log = silent): Worker {
  const pool = installation.anotherPool();
  const engines = createEngines(async () => '', { dataDir, providers: noProviders }, silent);
  const { pipeline } = createPipelineWorkers({
    pool,
    log,
    dataDir,
    storage: folderStorage(path.join(dataDir, 'recordings')),
    engines: { ...engines, analyserFor: async () => analyser },
    now: () => new Date(),
    onCompleted: () => {},
  });
  pipeline.start();
  return pipeline;
}

export async function stateOf(
  { pool, accountId }: Installation,
  id: string,
): Promise<{ status: string; shown: string; code: string | null } | undefined> {
  const row = await findConversation(pool, accountId, id);
  return (
    row && { status: row.status, shown: JSON.parse(row.partnerCard).status, code: row.failure?.code ?? null }
  );
}

export async function untilStatusOf(installation: Installation, id: string, status: string): Promise<void> {
  await expect
    .poll(() => stateOf(installation, id), { interval: 25 })
    .toMatchObject({ status, shown: status });
}

/** Everything that leaves the server of one conversation, as JSON texts. */
export async function readWholeOf(
  { pool, accountId }: Installation,
  id: string,
): Promise<{ card: string; transcriptJson: string; insightsJson: string }> {
  const row = await findConversation(pool, accountId, id);
  if (!row) throw new Error(`There is no conversation ${id}`);
  const transcript = await findTranscript(pool, accountId, id);
  const analysis = row.status === 'completed' ? await findAnalysis(pool, accountId, id) : undefined;
  return {
    card: row.partnerCard,
    transcriptJson: transcript ? unpackTranscriptJson(id, transcript) : 'null',
    insightsJson: analysis?.insights ?? 'null',
  };
}
