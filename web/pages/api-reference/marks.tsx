import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './api-reference.module.css';
import { apiReferenceTexts as texts } from './texts.ts';

export function Method({ method }: { method: string }): ReactNode {
  return (
    <span className={classes.method} data-method={method}>
      {method}
    </span>
  );
}

export function ExtensionMark(): ReactNode {
  return (
    <Tooltip label={texts.extensionHint}>
      <Badge variant="outline" color="gray" size="xs" tt="none" className={classes.extension}>
        {texts.extension}
      </Badge>
    </Tooltip>
  );
}
