import type { Plant } from './plants.ts';

const stages = [['test/http/app/search.test.ts'], ['test/http/app/list-actions.test.ts']];
const phrases = [['test/http/app/search-phrases.test.ts']];

/** In search and in the list of conversations. */
export const searchPlants: readonly Plant[] = [
  {
    why: 'a member finds what others own',
    within: 'src/domain/search',
    find: "'c.deleted_at is null', visible]",
    replace: "'c.deleted_at is null', visible.concat(' or true')]",
    stages,
  },
  {
    why: 'a deleted conversation is found',
    within: 'src/domain/search',
    find: "'c.deleted_at is null', visible]",
    replace: 'visible]',
    stages,
  },
  {
    why: 'words of an erased conversation stay',
    within: 'src/db/functions',
    find: 'perform forget_search_words(in_account_id, words);',
    replace: '',
    stages,
  },
  {
    why: 'a second try looks at the words of all accounts',
    within: 'src/domain/search',
    find: 'select word from search_word where account_id = $1 and word like $2',
    replace: 'select word from search_word where (account_id = $1 or true) and word like $2',
    stages,
  },
  {
    why: 'a member changes what others own',
    within: 'src/domain/conversations',
    find: "isAtLeast(role, 'manager') || owners.get(id) === viewer.userId",
    replace: "isAtLeast(role, 'member') || owners.get(id) === viewer.userId",
    stages,
  },
  {
    why: 'a view of somebody else can be deleted',
    within: 'src/domain/search',
    find: 'delete from saved_view where account_id = $1 and user_id = $2 and id = $3',
    replace: 'delete from saved_view where account_id = $1 and ($2::uuid is not null) and id = $3',
    stages,
  },
  {
    why: 'an analysis that is done again leaves words that were taken out',
    within: 'src/db/functions',
    find: 'if again then perform replace_search_rows(in_account_ids, in_ids, in_vectors, in_sentences); end if;',
    replace: '',
    stages,
  },
  {
    why: 'a phrase is not found where a document has not all places of its words',
    within: 'src/domain/search',
    find: '    else this.addMark(morePlacesMark(word));',
    replace: '    else this.addMark(word);',
    stages: phrases,
  },
  {
    why: 'nobody is told that older conversations were not read for a phrase',
    within: 'src/domain/search',
    find: 'onlyReadForPhrases: endsEarly ? mostReadForPhrase : null',
    replace: 'onlyReadForPhrases: endsEarly ? null : null',
    stages: phrases,
  },
];
