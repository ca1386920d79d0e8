-- Jobs that processes of an earlier version queued between analysis and completion: both are one step now.
update job set kind = 'analyse' where lane = 'pipeline' and kind = 'complete';
