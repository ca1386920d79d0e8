/** The names that a place has for what can be done there: the command line, the partner API, the app. */
export interface Wording {
  /** The means by which a format is told, as in "say how it is stored with …". */
  format: string;
  /** Not telling one. */
  withoutFormat: string;
  formatSays: string;
  /** Taking a recording that is cut off as it is, as in "Copy it again, or …". */
  takePartly: string;
  timeUnit: string;
  recordingTwice: string;
  freeDisk: string;
  findUser: string;
  findDepartment: string;
  /** How a conversation's processing is tried again. */
  retry(id: string): string;
}

export const commandLine: Wording = {
  format: '--format',
  withoutFormat: 'Import it without --format.',
  formatSays: 'as --format says',
  takePartly: 'import what is there with --partial',
  timeUnit: 'say --time-unit s or ms',
  recordingTwice: '--recording is for transcripts; this file is a recording itself.',
  freeDisk: 'Free some space; see: bin/meetric doctor',
  findUser: '; see: bin/meetric user list',
  findDepartment: '; see: bin/meetric department list',
  retry: (id) => `Try again with: bin/meetric retry ${id}`,
};

export const partnerApi: Wording = {
  format: 'the parameter format',
  withoutFormat: 'Send it without the parameter format.',
  formatSays: 'as the parameter format says',
  takePartly: 'send it with accept_truncated=true to take what is there',
  timeUnit: 'send it with time_unit=s or time_unit=ms',
  recordingTwice: 'A recording takes no other recording beside it.',
  freeDisk: "The server's operator must free some space.",
  findUser: '; see GET /users',
  findDepartment: '; see GET /departments',
  retry: () => "The server's operator can try again.",
};

export const app: Wording = {
  format: 'the choice "Format" when you upload it again',
  withoutFormat: 'Upload it again without choosing a format.',
  formatSays: 'as you chose',
  takePartly: 'take what is there',
  timeUnit: 'choose the unit when you upload it again',
  recordingTwice: 'A recording takes no other recording beside it.',
  freeDisk: 'Ask the person who runs this server to free some space.',
  findUser: '',
  findDepartment: '',
  retry: () => 'You can try again.',
};
