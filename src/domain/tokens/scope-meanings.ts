import { scopes as allScopes, isScope, type Scope } from './scopes.ts';

/** THE TABLE of the scopes' meanings, one line each: for whoever gives a token some of them. */
export const scopeMeanings: Readonly<Record<Scope | 'ingest', string>> = {
  users: 'Names and addresses of the people in the account.',
  teams: 'Teams and their members.',
  departments: 'Names of the enabled departments.',
  conversations: 'Titles, times, companies, participants and summaries.',
  transcripts: 'Every sentence that was said, with its speaker.',
  insights: 'Action items, objections, questions and the like, with their evidence.',
  recordings: 'Links to the sound, where the switch for recordings is on too.',
  notetaker: 'Sends the notetaker to a meeting.',
  ingest: 'Brings new conversations in; reads none of those that are there.',
};

export interface ScopePreset {
  id: string;
  name: string;
  meaning: string;
  scopes: readonly Scope[];
  includeRecordings: boolean;
}

interface Purpose {
  id: string;
  name: string;
  meaning: string;
  /** Null: all. */
  scopes: readonly string[] | null;
  includeRecordings: boolean;
}

const purposes: readonly Purpose[] = [
  {
    id: 'crm',
    name: 'Sync to a CRM',
    meaning: 'Who talked with whom, about what, and what was agreed. No transcripts, no sound.',
    scopes: ['users', 'teams', 'departments', 'conversations', 'insights'],
    includeRecordings: false,
  },
  {
    id: 'transcripts',
    name: 'Read transcripts',
    meaning: 'For search, notes and language models.',
    scopes: ['conversations', 'transcripts'],
    includeRecordings: false,
  },
  {
    id: 'ingest',
    name: 'Ingest only',
    meaning: 'For a telephone system or recorder that brings conversations in.',
    scopes: ['ingest'],
    includeRecordings: false,
  },
  {
    id: 'everything',
    name: 'Everything',
    meaning: 'All of the account, sound included. For programs that you run yourself.',
    scopes: null,
    includeRecordings: true,
  },
];

/** Scopes by purpose, of the scopes that this server has. */
export function scopePresets(): ScopePreset[] {
  return purposes.flatMap(({ scopes: wanted, ...purpose }) => {
    const scopes = wanted === null ? allScopes : wanted.filter(isScope);
    return scopes.length === 0 ? [] : [{ ...purpose, scopes }];
  });
}
