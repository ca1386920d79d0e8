import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { styleNonce } from '../../../nonce.ts';
import { speakerColor } from '../view.ts';
import type { Lane } from './lanes.ts';
import type { Player } from './player.ts';

interface WaveProps {
  player: Player;
  lanes: readonly Lane[];
  /** Of one lane, in pixels. */
  height: number;
  seconds: number;
  /** All in one lane, as on phones. */
  isOverlaid: boolean;
}

/** The waveform; wavesurfer draws it from the peaks that the server stores, and fetches nothing. */
export default function Wave({ player, lanes, height, seconds, isOverlaid }: WaveProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the variables say.
  useEffect(() => {
    if (!place.current) return;
    const { current: container } = place;
    const wave = WaveSurfer.create({
      container,
      media: player.audio,
      peaks: lanes.map(({ peaks }) => peaks),
      duration: seconds,
      height,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      barMinHeight: 0,
      maxPeak: 1,
      cursorWidth: 2,
      cursorColor: colorOf(container, 'var(--text)'),
      splitChannels: lanes.map(({ speakers }) => {
        const color = colorOf(container, speakerColor(speakers.length === 1 ? (speakers[0] ?? null) : null));
        return { waveColor: faint(color), progressColor: color, height, overlay: isOverlaid };
      }),
      hideScrollbar: true,
      autoScroll: false,
      interact: true,
      dragToSeek: { debounceTime: 30 },
      cspNonce: styleNonce(),
    });
    // It begins at 0, whereas the player may have been sent to a moment before.
    wave.on('ready', () => wave.setTime(player.seconds));
    return () => wave.destroy();
  }, [player, lanes, height, seconds, isOverlaid, scheme]);
  return <div ref={place} />;
}

/** A canvas takes no variables. */
function colorOf(element: HTMLElement, variable: string): string {
  const [, name = ''] = /var\((--[\w-]+)\)/.exec(variable) ?? [];
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/** Of what is not played yet. */
const faint = (hex: string): string => `${hex}70`;
