interface Spoken {
  speaker: number | null;
  start: number | null;
  end: number | null;
}

export interface Lane {
  /** Places in the transcript's speakers; several where the last lane is that of all others. */
  speakers: readonly number[];
  /** 0 to 1, one a span. */
  peaks: Float32Array<ArrayBuffer>;
}

interface Wave {
  /** 0 to 127. */
  peaks: readonly number[];
  peakSeconds: number;
}

const fullScale = 127;
/** Of a lane with a sound so soft that it would not be seen. */
const least = 0.06;

/** The waveform in one lane a speaker, those who speak most first come to one of their own. */
export function lanesOf(wave: Wave, sentences: readonly Spoken[], mostLanes: number): Lane[] {
  const seconds = secondsOf(sentences);
  const speakers = [...seconds.keys()].toSorted((one, other) => one - other);
  const loud = speakers.toSorted((one, other) => (seconds.get(other) ?? 0) - (seconds.get(one) ?? 0));
  const own = new Set(speakers.length <= mostLanes ? speakers : loud.slice(0, mostLanes - 1));
  const groups = speakers.filter((speaker) => own.has(speaker)).map((speaker) => [speaker]);
  const others = speakers.filter((speaker) => !own.has(speaker));
  if (others.length > 0) groups.push(others);
  return groups.map((group) => ({
    speakers: group,
    peaks: peaksOf(
      wave,
      sentences.filter(({ speaker }) => speaker !== null && group.includes(speaker)),
    ),
  }));
}

/** The whole waveform where no speaker is known. */
export function wholeLane({ peaks }: Wave): Lane {
  return { speakers: [], peaks: Float32Array.from(peaks, (peak) => peak / fullScale) };
}

function secondsOf(sentences: readonly Spoken[]): Map<number, number> {
  const seconds = new Map<number, number>();
  for (const { speaker, start, end } of sentences)
    if (speaker !== null && start !== null && end !== null)
      seconds.set(speaker, (seconds.get(speaker) ?? 0) + end - start);
  return seconds;
}

function peaksOf({ peaks, peakSeconds }: Wave, sentences: readonly Spoken[]): Float32Array<ArrayBuffer> {
  const lane = new Float32Array(peaks.length);
  for (const { start, end } of sentences) {
    const last = Math.min(peaks.length - 1, Math.ceil((end ?? 0) / peakSeconds) - 1);
    for (let span = Math.floor((start ?? 0) / peakSeconds); span <= last; span += 1)
      lane[span] = Math.max(least, (peaks[span] ?? 0) / fullScale);
  }
  return lane;
}
