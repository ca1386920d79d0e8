import type { Plant } from './plants.ts';

const odd = [['test/intake/odd-transcripts']];
const keys = [['test/intake/import-keys'], ['test/cli/import.test']];

const ingest = [['test/http/partner/create-conversation.test']];
const longBodies = [['test/http/connections/long-bodies.test']];

const uploads = [['test/http/files/uploads.test']];
const uploadRefusals = [['test/http/files/upload-refusals.test']];
const streams = [['test/http/web/event-streams.test']];

/** In what comes in. */
export const intakePlants: readonly Plant[] = [
  {
    why: 'an upload is found by anybody of the account',
    within: 'src/domain/uploads/queries.ts',
    find: 'where u.account_id = $1 and u.user_id = $2 and u.id = $3',
    replace: 'where u.account_id = $1 and $2::uuid is not null and u.id = $3',
    stages: uploadRefusals,
  },
  {
    why: 'a person learns that another one has the same file',
    within: 'src/intake/upload-intake.ts',
    find: "outcome.kind !== 'already_here' || (await owner.maySee(outcome.id))",
    replace: 'true',
    stages: uploads,
  },
  {
    why: 'an upload that came whole before a stop is not taken in',
    within: 'src/intake/sweep-uploads.ts',
    find: 'if ((await files.sizeOf(id)) !== upload.bytes) return;',
    replace: 'return;',
    stages: uploads,
  },
  {
    why: 'uploads of other sites are taken',
    within: 'src/http/files/uploads.ts',
    find: "changes: request.method !== 'HEAD'",
    replace: 'changes: false',
    stages: uploadRefusals,
  },
  {
    why: 'a person may have any number of uploads under way',
    within: 'src/domain/uploads/uploads.ts',
    find: 'open.count >= uploadBounds.mostOpen',
    replace: 'false',
    stages: uploads,
  },
  {
    why: 'news of conversations go to those who may not see them',
    within: 'src/http/web/event-stream.ts',
    find: 'this.#sight.hearsOfWebhooks : visible.has(subjectId)',
    replace: 'this.#sight.hearsOfWebhooks : true',
    stages: streams,
  },
  {
    why: 'a stream outlives its session',
    within: 'src/http/web/event-stream.ts',
    find: "if (!sight) return this.end('session_ended');",
    replace: 'if (!sight) return;',
    stages: streams,
  },
  {
    why: 'a reader that takes nothing is kept',
    within: 'src/http/web/event-stream.ts',
    find: 'if (this.#missedBeats > 1) {',
    replace: 'if (this.#missedBeats > 1e9) {',
    stages: streams,
  },
  {
    why: 'a stopping server waits for its streams',
    within: 'src/http/web/event-streams.ts',
    find: "this.#each((stream) => stream.end('server_stops'));",
    replace: '',
    stages: streams,
  },
  {
    why: 'another request under an Idempotency-Key is answered with the first one’s conversation',
    within: 'src/intake/take-in.ts',
    find: 'importKey.fingerprint !== undefined && fingerprint !== importKey.fingerprint',
    replace: 'false',
    stages: ingest,
  },
  {
    why: 'the metadata of a request do not count for its Idempotency-Key',
    within: 'src/intake/take-in.ts',
    find: 'JSON.stringify([name, details, speakers, reading, acceptTruncated])',
    replace: "''",
    stages: ingest,
  },
  {
    why: 'a file that takes longer than a request is cut off',
    within: 'src/http/connections/listener.ts',
    find: '(isTimeout(error) && gate.isLong(socket))',
    replace: 'false',
    stages: longBodies,
  },
  {
    why: 'a file may come as slowly as it likes',
    within: 'src/http/connections/long-body.ts',
    find: 'this.#bytes >= this.#pace.bytes',
    replace: 'true',
    stages: [...longBodies, ['src/http/connections/long-body.test']],
  },
  {
    why: 'a file that is refused is read to its end',
    within: 'src/http/connections/request-gate.ts',
    find: 'if (!request.complete) socket.destroy();',
    replace: '',
    stages: longBodies,
  },
  {
    why: 'a repeated import is stored again',
    within: 'src/domain/conversations/store-new.ts',
    find: 'import_key is null or again or id in',
    replace: 'true or id in',
    stages: keys,
  },
  {
    why: 'a deleted conversation keeps its key',
    within: 'src/domain/conversations/store-new.ts',
    find: /and c\.deleted_at is not null\)(\s+)returning conversation_id/,
    replace: 'and false)$1returning conversation_id',
    stages: keys,
  },
  {
    why: 'keys of all accounts are one',
    within: 'src/domain/conversations/import-keys.ts',
    find: 'where k.account_id = $1 and k.key = $2',
    replace: 'where $1::uuid is not null and k.key = $2',
    stages: keys,
  },
  {
    why: 'the copy of a recording that is here already stays',
    within: 'src/intake/take-in.ts',
    find: "if (outcome.kind === 'already_here') await dropMediaFile(storage, accountId, recording);",
    replace: '',
    stages: keys,
  },
  {
    why: 'a command stops the PostgreSQL that a server has taken over',
    within: 'src/server/open-database.ts',
    find: 'if (!folder.isMine() || handBack?.()) embedded.leave();',
    replace: 'if (handBack?.()) embedded.leave();',
    stages: [['test/flows/give-way']],
  },
  {
    why: 'a server takes the PostgreSQL of a command over without holding it',
    within: 'src/db/embedded/join-postgres.ts',
    find: 'const running = { exited',
    replace: 'hold.letGo();\n  const running = { exited',
    stages: [['test/flows/give-way']],
  },
  {
    why: 'a speaker may speak for years',
    within: 'src/domain/transcripts/transcript-bounds.ts',
    find: 'if (seconds > spokenSecondsMax)',
    replace: 'if (seconds < 0)',
    stages: odd,
  },
  {
    why: 'a text may have any length',
    within: 'src/domain/transcripts/transcript-bounds.ts',
    find: 'if (text.length > textMax)',
    replace: 'if (text.length < 0)',
    stages: odd,
  },
  {
    why: 'messages have times beyond all bounds',
    within: 'src/domain/transcripts/stored-transcript.ts',
    find: 'value >= 0 && value <= secondsMax ? value : null',
    replace: 'value >= 0 ? value : null',
    stages: odd,
  },
  {
    why: 'an end that is estimated may be beyond the last one',
    within: 'src/domain/transcripts/assemble.ts',
    find: 'Math.min(next[at] ?? slow, slow, secondsMax)',
    replace: 'Math.min(next[at] ?? slow, slow)',
    stages: odd,
  },
  {
    why: 'the place of a notice is stored as the file has it',
    within: 'src/base/notice.ts',
    find: 'firstPlace: shownPlace(firstPlace)',
    replace: 'firstPlace',
    stages: odd,
  },
  {
    why: 'an error of one file ends the import',
    within: 'src/cli/import.ts',
    find: "return { file, kind: 'failed', ...importFailure(error) };",
    replace: 'throw error;',
    stages: [['test/cli/import.test']],
  },
];
