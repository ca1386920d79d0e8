import { ActionIcon, Anchor, Menu, Text, UnstyledButton } from '@mantine/core';
import IconPlayerPauseFilled from '@tabler/icons-react/icons/IconPlayerPauseFilled';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import IconRewindBackward10 from '@tabler/icons-react/icons/IconRewindBackward10';
import IconRewindForward10 from '@tabler/icons-react/icons/IconRewindForward10';
import { type ReactNode, useMemo } from 'react';
import { formatDuration } from '../../../parts/duration.tsx';
import type { Recording } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import { lanesOf, wholeLane } from './lanes.ts';
import { Lanes } from './lanes-view.tsx';
import classes from './player.module.css';
import { type Player, rates } from './player.ts';
import { usePlayedSeconds, usePlayerState } from './use-player.ts';

const skipSeconds = 10;

interface PlayerBarProps {
  player: Player;
  recording: Recording;
  isPhone: boolean;
}

/** Stays at the bottom: what plays, and where in it one is. */
export function PlayerBar({ player, recording, isPhone }: PlayerBarProps): ReactNode {
  const { fault } = usePlayerState(player);
  return (
    <section className={classes.bar} aria-label={texts.player}>
      {fault ? (
        <Fault fault={fault} url={recording.url} />
      ) : (
        <>
          <Controls player={player} seconds={recording.duration_seconds} />
          <Waveform player={player} recording={recording} isPhone={isPhone} />
          <Speed player={player} />
        </>
      )}
    </section>
  );
}

function Controls({ player, seconds }: { player: Player; seconds: number | null }): ReactNode {
  const { playing } = usePlayerState(player);
  const PlayIcon = playing ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <div className={classes.controls}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={texts.back(skipSeconds)}
        onClick={() => player.skip(-skipSeconds)}
      >
        <IconRewindBackward10 size={20} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="filled"
        radius="xl"
        size={44}
        aria-label={playing ? texts.pause : texts.play}
        onClick={() => player.toggle()}
      >
        <PlayIcon size={18} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={texts.forward(skipSeconds)}
        onClick={() => player.skip(skipSeconds)}
      >
        <IconRewindForward10 size={20} stroke={1.6} />
      </ActionIcon>
      <Clock player={player} seconds={seconds} />
    </div>
  );
}

function Clock({ player, seconds }: { player: Player; seconds: number | null }): ReactNode {
  const played = usePlayedSeconds(player);
  return (
    <span className={`${classes.clock} figures`}>
      <span data-played={played}>{formatDuration(played)}</span>
      {seconds !== null && <span className={classes.whole}>{` / ${formatDuration(seconds)}`}</span>}
    </span>
  );
}

function Waveform({ player, recording, isPhone }: PlayerBarProps): ReactNode {
  const { transcript, conversation } = useView();
  const sentences = transcript?.sentences;
  const { peaks, peak_seconds: peakSeconds, duration_seconds: seconds } = recording;
  const lanes = useMemo(() => {
    // A recording beside a transcript may have none yet: it is heard all the same.
    if (!peaks) return [wholeLane({ peaks: [0, 0], peakSeconds })];
    const bySpeaker = lanesOf({ peaks, peakSeconds }, sentences ?? [], 6);
    return bySpeaker.length > 0 ? bySpeaker : [wholeLane({ peaks, peakSeconds })];
  }, [peaks, peakSeconds, sentences]);
  if (seconds === null) return <div className={classes.lanes} />;
  return (
    <Lanes
      player={player}
      lanes={lanes}
      seconds={seconds}
      isPhone={isPhone}
      names={transcript?.speakers.map(({ name }) => name) ?? []}
      insights={conversation.insights}
    />
  );
}

function Speed({ player }: { player: Player }): ReactNode {
  const { rate } = usePlayerState(player);
  return (
    <Menu position="top-end" width={120}>
      <Menu.Target>
        <UnstyledButton className={`${classes.speed} figures`} aria-label={texts.speedIs(rate)}>
          {texts.rate(rate)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {rates.map((one) => (
          <Menu.Item key={one} onClick={() => player.setRate(one)} fw={one === rate ? 600 : 400}>
            {texts.rate(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Fault({ fault, url }: { fault: 'unplayable' | 'unreachable'; url: string }): ReactNode {
  return (
    <Text size="sm" role="alert">
      {fault === 'unplayable' ? texts.unplayable : texts.unreachable}{' '}
      <Anchor href={`${url}?download=true`}>{texts.downloadSound}</Anchor>
    </Text>
  );
}
