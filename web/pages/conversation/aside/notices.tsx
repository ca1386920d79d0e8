import { Spoiler, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './aside.module.css';
import { Section } from './section.tsx';

/** Of what came in: all that was mended, guessed or left out. */
export function Notices(): ReactNode {
  const { conversation } = useView();
  const { notices, analysis_notices: ofAnalysis } = conversation;
  if (notices.length + ofAnalysis.length === 0) return null;
  return (
    <Section title={texts.notices} count={notices.length + ofAnalysis.length}>
      <Spoiler maxHeight={84} showLabel={texts.showAll} hideLabel={texts.showLess}>
        <ul className={classes.notices}>
          {ofAnalysis.map(({ code }) => (
            <Text key={code} component="li" size="sm" c="dimmed">
              {texts.analysisNotice(code)}
            </Text>
          ))}
          {notices.map(({ code, count, first_place: place }) => (
            <Text key={code} component="li" size="sm" c="dimmed">
              {texts.notice(code, count, place)}
            </Text>
          ))}
        </ul>
      </Spoiler>
    </Section>
  );
}
