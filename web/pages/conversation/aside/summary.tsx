import { Alert, Anchor, Loader, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './aside.module.css';
import { numberLinks } from './number-links.ts';
import { Section } from './section.tsx';

export function Summary(): ReactNode {
  const { conversation, transcript, listen } = useView();
  const { summary, is_analysed_anew: isAnew } = conversation;
  const pieces = useMemo(
    () => numberLinks(summary ?? '', transcript?.sentences ?? []),
    [summary, transcript?.sentences],
  );
  return (
    <Section title={texts.summary}>
      {isAnew && (
        <Text className={classes.anew} c="dimmed" size="sm" role="status">
          <Loader size={12} /> {texts.analysedAnew}
        </Text>
      )}
      {summary ? (
        <p className={classes.summary} dir="auto">
          {pieces.map(({ text, sentence }, at) =>
            sentence === null ? (
              text
            ) : (
              <Anchor
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name.
                key={at}
                component="button"
                type="button"
                className={classes.inline}
                title={texts.hearNumber}
                onClick={() => listen(sentence)}
              >
                {text}
              </Anchor>
            ),
          )}
        </p>
      ) : (
        !isAnew && <NoSummary />
      )}
    </Section>
  );
}

/** The true reason why there is none. */
function NoSummary(): ReactNode {
  const { conversation } = useView();
  const { not_analysed: reason, status } = conversation;
  if (status === 'processing')
    return (
      <Text c="dimmed" size="sm">
        {texts.summaryComes}
      </Text>
    );
  if (!reason)
    return (
      <Text c="dimmed" size="sm">
        {texts.noSummary}
      </Text>
    );
  return (
    <Alert color="gray" variant="light">
      {texts.notAnalysed(reason.reason, reason.language)}
    </Alert>
  );
}
