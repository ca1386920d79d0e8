import { Skeleton } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react';
import { formatDuration } from '../../../parts/duration.tsx';
import type { Insight } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { leadInSeconds, speakerColor, useView } from '../view.ts';
import type { Lane } from './lanes.ts';
import classes from './player.module.css';
import type { Player } from './player.ts';
import { usePlayedSeconds } from './use-player.ts';

const Wave = lazy(() => import('./wave.tsx'));

interface LanesProps {
  player: Player;
  lanes: readonly Lane[];
  seconds: number;
  names: readonly string[];
  insights: readonly Insight[];
  isPhone: boolean;
}

/** The waveform with its speakers' names before it, and a mark for each insight above it. */
export function Lanes({ player, lanes, seconds, names, insights, isPhone }: LanesProps): ReactNode {
  const height = isPhone ? 32 : laneHeight(lanes.length);
  const whole = isPhone ? height : height * lanes.length;
  return (
    <div className={classes.lanes}>
      {!isPhone && <Names lanes={lanes} names={names} height={height} />}
      <div className={classes.track}>
        <Marks insights={insights} seconds={seconds} />
        <Seekable player={player} seconds={seconds}>
          <Suspense fallback={<Skeleton height={whole} />}>
            <div style={{ height: whole }}>
              <Wave player={player} lanes={lanes} height={height} seconds={seconds} isOverlaid={isPhone} />
            </div>
          </Suspense>
        </Seekable>
      </div>
    </div>
  );
}

const laneHeight = (lanes: number): number => (lanes <= 2 ? 26 : lanes <= 4 ? 18 : 15);

function Names({
  lanes,
  names,
  height,
}: {
  lanes: readonly Lane[];
  names: readonly string[];
  height: number;
}): ReactNode {
  if (lanes[0]?.speakers.length === 0) return null;
  return (
    <div className={classes.names}>
      {lanes.map(({ speakers }) => (
        <bdi
          key={speakers.join()}
          className={classes.laneName}
          style={
            {
              height,
              '--speaker': speakerColor(speakers.length === 1 ? (speakers[0] ?? null) : null),
            } as CSSProperties
          }
          title={speakers.map((speaker) => names[speaker]).join(', ')}
        >
          {speakers.length === 1 ? names[speakers[0] ?? 0] : texts.others(speakers.length)}
        </bdi>
      ))}
    </div>
  );
}

/** The waveform as a slider, for the keyboard and for those who do not see it. */
function Seekable({
  player,
  seconds,
  children,
}: {
  player: Player;
  seconds: number;
  children: ReactNode;
}): ReactNode {
  const played = usePlayedSeconds(player);
  const steps: Record<string, () => void> = {
    ArrowLeft: () => player.skip(-5),
    ArrowRight: () => player.skip(5),
    PageDown: () => player.skip(-60),
    PageUp: () => player.skip(60),
    Home: () => player.seek(0),
    End: () => player.seek(seconds),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step) return;
    step();
    event.preventDefault();
  };
  return (
    <div
      className={classes.seek}
      role="slider"
      tabIndex={0}
      aria-label={texts.position}
      aria-valuemin={0}
      aria-valuemax={Math.floor(seconds)}
      aria-valuenow={played}
      aria-valuetext={texts.positionOf(formatDuration(played), formatDuration(seconds))}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

function Marks({ insights, seconds }: { insights: readonly Insight[]; seconds: number }): ReactNode {
  const { listen } = useView();
  return (
    <div className={classes.marks}>
      {insights.map(({ id, type, text, evidence: [first] }) => {
        if (!first || first.start === null) return null;
        return (
          <button
            key={id}
            type="button"
            className={classes.mark}
            // The list of insights has the same for the keyboard.
            tabIndex={-1}
            aria-hidden="true"
            title={`${texts.types[type]}: ${text}`}
            style={{ insetInlineStart: `${(first.start / seconds) * 100}%` }}
            onClick={() => listen(first.sentence, leadInSeconds)}
          />
        );
      })}
    </div>
  );
}
