import type { Plant } from './plants.ts';

const edits = [['test/processing/edit-conversation'], ['test/http/app/conversation/edits']];
const life = [['test/http/app/conversation/life']];

/** In edits of conversations, and in who may make them. */
export const correctionPlants: readonly Plant[] = [
  {
    why: 'of two editors the second overwrites the first',
    within: 'src/processing/edit-conversation.ts',
    find: 'if (revision !== null && revision !== present)',
    replace: 'if (revision !== null && present === null)',
    stages: edits,
  },
  {
    why: 'two edits at once read the same words',
    within: 'src/processing/edit-conversation.ts',
    find: 'await lockConversation(tx, accountId, id);',
    replace: '',
    stages: edits,
  },
  {
    why: 'a revision stands for several transcripts',
    within: 'src/domain/conversations/store.ts',
    find: 'revision = transcript.revision + 1',
    replace: 'revision = transcript.revision',
    stages: edits,
  },
  {
    why: 'an edit is not analysed',
    within: 'src/processing/edit-conversation.ts',
    find: "if (status === 'completed')",
    replace: "if (status === 'failed')",
    stages: edits,
  },
  {
    why: 'a renamed speaker gets the words of another in passing',
    within: 'src/processing/edit-speakers.ts',
    find: 'if (isOther || before.includes(name))',
    replace: 'if (isOther)',
    stages: edits,
  },
  {
    why: 'a person speaks under two names',
    within: 'src/processing/edit-speakers.ts',
    find: 'speaker === name || speaker === listed?.name',
    replace: 'false',
    stages: edits,
  },
  {
    why: 'one who took part is lost when speakers are merged',
    within: 'src/processing/speaking-participants.ts',
    find: 'if (!fits) return [...participants];',
    replace: '',
    stages: edits,
  },
  {
    why: 'the words before a correction are not kept',
    within: 'src/processing/edit-sentences.ts',
    find: 'await storeCorrection(tx, key, change, { userId: userIdOf(making.by), now: making.now });',
    replace: '',
    stages: edits,
  },
  {
    why: 'telephone numbers are shown to partners',
    within: 'src/http/partner/present-participant.ts',
    find: 'return { name, email, role };',
    replace: 'return Object(arguments[0]);',
    stages: [['test/processing/edit-conversation'], ['test/http/app/conversation/edits']],
  },
  {
    why: 'whoever sees a conversation deletes it',
    within: 'src/http/app/conversation/access.ts',
    find: 'if (!isManaged) throw',
    replace: 'if (isManaged === null) throw',
    stages: life,
  },
  {
    why: 'in an open account everybody manages everything',
    within: 'src/http/app/conversation/access.ts',
    find: "if (isAtLeast(user.role, 'admin')) return true;",
    replace: 'if (viewer.seesAll) return true;',
    stages: life,
  },
  {
    why: 'a conversation is edited by who may not see it',
    within: 'src/domain/conversations/visible-page.ts',
    find: /c\.id = \$6 and \$\{visibleTo\('c', 2\)\}`,\n\};\nconst selectTeams/,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the program has it
    replace: "c.id = $6 and (${visibleTo('c', 2)} or true)`,\n};\nconst selectTeams",
    stages: edits,
  },
  {
    why: 'another item with the same words is done too',
    within: 'src/domain/conversations/action-items.ts',
    find: 'counts.set(insight.text, count + 1);',
    replace: '',
    stages: [['test/processing/change-conversation']],
  },
  {
    why: 'who heard of a deletion is not told that it was undone',
    within: 'src/processing/delete-conversation.ts',
    find: 'await announceReturn(tx, { accountId, id }, told, now);',
    replace: 'await announceReturn(tx, { accountId, id }, [], now);',
    stages: [['test/domain/webhooks/further-events']],
  },
  {
    why: 'a completion is told twice to who never heard of the deletion',
    within: 'src/domain/webhooks/tell-return.ts',
    find: 'and (d.attempts > 0 or d.is_cut or exists (',
    replace: 'and (true or exists (',
    stages: [['test/domain/webhooks/further-events']],
  },
  {
    why: 'a title writes headers or paths of its own',
    within: 'src/http/files/attachment.ts',
    find: "title.replace(unfit, ' ')",
    replace: 'title',
    stages: [['src/http/files/attachment']],
  },
];
