import 'uplot/dist/uPlot.min.css';
import { Box, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { tokens } from '../../../theme.ts';
import type { Activity } from './webhooks-data.ts';

type OfOne = Activity['webhooks'][number];

const height = 150;

/** A bar an hour: failed attempts stand on those that were delivered. */
export default function ActivityChart({ hours, own }: { hours: Activity['hours']; own: OfOne }): ReactNode {
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || width === 0) return;
    const chart = new uPlot(optionsOf(width, tokens[scheme]), dataOf(hours, own), place.current);
    return () => chart.destroy();
  }, [width, scheme, hours, own]);
  return (
    <Box ref={ref} h={height} aria-hidden="true">
      <div ref={place} />
    </Box>
  );
}

/** Failed ones are drawn from the bottom to the top of both, and covered by the others. */
const dataOf = (hours: Activity['hours'], { succeeded, failed }: OfOne): uPlot.AlignedData => [
  hours.map((hour) => Date.parse(hour) / 1000),
  succeeded.map((count, n) => count + (failed[n] ?? 0)),
  [...succeeded],
];

function optionsOf(width: number, colors: (typeof tokens)['light' | 'dark']): uPlot.Options {
  const font = "11px 'Inter Variable', sans-serif";
  const axis: uPlot.Axis = { stroke: colors.dimmed, font, ticks: { show: false } };
  const bars = { width: 0, paths: barsPath(), points: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, most) => [0, Math.max(4, most)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 40, space: 60 },
      {
        ...axis,
        grid: { stroke: colors.border, width: 1 },
        size: 36,
        incrs: [1, 2, 5, 10, 20, 50, 100, 1000],
      },
    ],
    series: [{}, { ...bars, fill: colors.negative }, { ...bars, fill: colors.positive }],
  };
}

function barsPath(): uPlot.Series.PathBuilder {
  if (!uPlot.paths.bars) throw new Error('uPlot has no bars');
  return uPlot.paths.bars({ size: [0.7, 24] });
}
