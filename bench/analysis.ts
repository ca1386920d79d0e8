import { createThreadedAnalyser } from '../src/engines/analysis/threaded-analyser.ts';
import { cpuSecondsOf } from './analysis-cpu-time.ts';
import { joinMeetings, type MeetingFigures, meanOf, measureMeeting } from './analysis-gate.ts';
import { QMSUM_FOLDER, type QmsumMeeting, readQmsumMeetings } from './analysis-qmsum.ts';

const JOINED_WORDS = 25_000;

const meetings = readQmsumMeetings();
if (meetings === null) {
  console.error(`No meetings in ${QMSUM_FOLDER}`);
  process.exitCode = 1;
} else {
  const figures = meetings.map(measureMeeting);
  console.table(figures.map(roundRow));
  console.table([roundRow(meanRow(figures))]);
  await printThreadTimes(meetings);
}

function meanRow(figures: MeetingFigures[]): MeetingFigures {
  const mean = (key: Exclude<keyof MeetingFigures, 'name'>) => meanOf(figures, key);
  return {
    name: 'mean',
    words: mean('words'),
    milliseconds: mean('milliseconds'),
    summaryWords: mean('summaryWords'),
    topics: mean('topics'),
    actionItems: mean('actionItems'),
    rouge: mean('rouge'),
    rougeLead: mean('rougeLead'),
    rougeTextRank: mean('rougeTextRank'),
    boundary: mean('boundary'),
    boundaryEven: mean('boundaryEven'),
    boundaryRandom: mean('boundaryRandom'),
  };
}

function roundRow(row: MeetingFigures): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toFixed(1)) : value,
    ]),
  );
}

/** The longest meeting and a joined one in a fresh thread each: with the thread's start and the model's loading. */
async function printThreadTimes(all: QmsumMeeting[]): Promise<void> {
  const longest = all.reduce((a, b) => (a.input.lines.length > b.input.lines.length ? a : b));
  for (const meeting of [longest, joinMeetings(all, JOINED_WORDS)]) {
    const analyser = createThreadedAnalyser();
    const started = performance.now();
    const cpuSeconds = await cpuSecondsOf(() => analyser.analyse(meeting.input));
    const seconds = (performance.now() - started) / 1000;
    const words = meeting.input.lines.reduce((sum, line) => sum + line.text.split(/\s+/).length, 0);
    console.log(
      `${meeting.name}: ${words} words in ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of processor time, thread start and model included`,
    );
    await analyser.close();
  }
}
