import { Code, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../session.tsx';
import { homeTexts as texts } from './texts.ts';

export default function HomePage(): ReactNode {
  const { user } = useSession();
  return (
    <>
      <PageHead title={greetingAt(new Date().getHours())(user.name)} />
      <Text c="dimmed">
        {texts.hint} <Code>{texts.command}</Code>
      </Text>
    </>
  );
}

function greetingAt(hour: number): (name: string) => string {
  if (hour < 12) return texts.morning;
  return hour < 18 ? texts.day : texts.evening;
}
