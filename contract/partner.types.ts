// Generated from partner.openapi.yaml by `npm run types`. Change the contract, not this file.

export interface paths {
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get account and branding context
         * @description The account that the token belongs to. Needs no scope, so it also shows whether a token works.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active users in account
         * @description All active users of the account.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teams with members
         * @description All teams of the account, each with its active members.
         */
        get: operations["listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List enabled departments
         * @description All departments of the account that are enabled.
         */
        get: operations["listDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations (30-day window, cursor pagination)
         * @description Conversations of the last 30 days, newest first, in all statuses. Follow pagination.next_cursor for more. Rows of a list do not count toward the daily quota.
         */
        get: operations["listConversations"];
        put?: never;
        /**
         * Take in a transcript or a recording
         * @description Extension of Meetric server. Takes in one conversation: a transcript as JSON, or the bytes of a file, which may be a transcript in any format that is known, or a recording. A body of bytes may take as long as it needs, at no less than 64 KiB a minute. What is refused leaves nothing behind.
         */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get conversation detail (optional transcript/insights includes)
         * @description One conversation, of any age, in any status. What the token's scopes do not cover is absent; what is not ready yet is null. Counts toward the daily quota.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get transcript payload for one conversation
         * @description The transcript exactly as stored: sentences with times, or messages without. Counts toward the daily quota.
         */
        get: operations["getConversationTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get insights/topics for one conversation
         * @description Insights, topics and statistics of one conversation. The shape of their items is ours. Counts toward the daily quota.
         */
        get: operations["getConversationInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/recording-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get recording URL if available
         * @description A signed address of the recording, valid for one hour. Needs the scope recordings and a token that was created with recording access. Counts toward the daily quota.
         */
        get: operations["getConversationRecordingUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get stored summary text for one conversation
         * @description The summary of one conversation. Counts toward the daily quota.
         */
        get: operations["getConversationSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notetaker/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request notetaker join for supported meeting URL
         * @description Asks the notetaker to join a meeting and record it. Until this server has a notetaker, every valid request is answered with 503 notetaker_unavailable.
         */
        post: operations["requestNotetaker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recent webhook deliveries (last 7 days)
         * @description Deliveries of the subscriptions that belong to the calling token, of the last 7 days, newest first. Follow pagination.next_cursor for more.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "conversation.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A conversation is fully processed
         * @description Sent to each subscription when transcript, summary and insights are ready. At least once: the same delivery keeps its id and its body over all tries, so dedupe by it.
         */
        post: operations["conversationCompleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A completed conversation shows something else
         * @description Extension of Meetric server, sent to subscriptions that ask for it. The body shows it as it was right after the change. The other headers are those of conversation.completed.
         */
        post: operations["conversationUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A conversation could not be processed
         * @description Extension of Meetric server, sent to subscriptions that ask for it. The body tells two codes, and nothing that a file or a provider said. The other headers are those of conversation.completed.
         */
        post: operations["conversationFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A conversation was deleted
         * @description Extension of Meetric server, sent to subscriptions that ask for it. The conversation is hidden from then on. The other headers are those of conversation.completed.
         */
        post: operations["conversationDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description 8-4-4-4-12 hexadecimal digits. */
        Id: string;
        /**
         * Format: date-time
         * @description UTC, ISO 8601 with milliseconds.
         */
        Timestamp: string;
        Name: string;
        NullableName: string | null;
        Email: string;
        /** @description Seconds; null where the source has no times. */
        NullableSeconds: number | null;
        Share: number;
        /** Format: int32 */
        Count: number;
        /**
         * Format: int32
         * @description Position in the transcript's `sentences` or `messages`, from 0.
         */
        SentenceIndex: number;
        /** @description The part of the token that may be shown. */
        TokenPrefix: string;
        /**
         * Format: uri
         * @description Absolute, signed address of the recording, valid for one hour, with HTTP Range.
         */
        RecordingUrl: string;
        Error: {
            /**
             * Format: int32
             * @description The HTTP status.
             */
            statusCode: number;
            /** @description What is wrong. */
            message: string;
            /** @description The status in words. */
            error: string;
        };
        LimitError: {
            /**
             * Format: int32
             * @description The HTTP status.
             * @constant
             */
            statusCode: 429;
            /** @description Which limit is reached. */
            message: string;
            /** @description The status in words. */
            error: string;
            /**
             * Format: int32
             * @description Seconds to wait.
             */
            retryAfter: number;
        };
        /** @description About the answer, not about its content. */
        Meta: {
            token_prefix: components["schemas"]["TokenPrefix"];
            timestamp: components["schemas"]["Timestamp"];
            /** @description Extension of Meetric server. Query parameters of the request that the operation does not have, so that they changed nothing; absent where there are none. Of more than twenty the first are named, of long names the beginning. */
            ignored_parameters?: string[];
        };
        AccountResponse: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            brand_name: components["schemas"]["NullableName"];
            /**
             * Format: uri
             * @description Address of the logo.
             */
            brand_logo_url: string | null;
            _meta: components["schemas"]["Meta"];
        };
        User: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            email: components["schemas"]["Email"];
        };
        UsersResponse: {
            users: components["schemas"]["User"][];
            _meta: components["schemas"]["Meta"];
        };
        Team: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            members: components["schemas"]["User"][];
        };
        TeamsResponse: {
            teams: components["schemas"]["Team"][];
            _meta: components["schemas"]["Meta"];
        };
        Department: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
        };
        DepartmentsResponse: {
            departments: components["schemas"]["Department"][];
            _meta: components["schemas"]["Meta"];
        };
        /**
         * @description processing while the conversation is being worked on, completed when all is ready, failed when a step could not be done.
         * @enum {string}
         */
        ConversationStatus: "processing" | "completed" | "failed";
        /** @description Seconds; null where not known. */
        Duration: number | null;
        /**
         * @description How the conversation took place or came in.
         * @enum {string}
         */
        Medium: "call" | "meeting" | "in_person" | "upload";
        /**
         * @description Null while not ready, and where there is too little text to tell.
         * @enum {string|null}
         */
        Sentiment: "positive" | "neutral" | "negative" | null;
        /** @description A name that the account defines, such as sales. */
        ConversationType: string | null;
        /** @description Null while not ready, and where there is too little text or the language is not analysed. */
        Summary: string | null;
        /** @description Null where the conversation belongs to no department. */
        NullableDepartment: components["schemas"]["Department"] | null;
        /** @description The conversation's owner; null where nobody owns it. */
        NullableUser: components["schemas"]["User"] | null;
        Participant: {
            name: components["schemas"]["NullableName"];
            email: string | null;
            /** @description Such as customer or internal; an open list. */
            role: string | null;
        };
        Participants: components["schemas"]["Participant"][];
        /**
         * Format: uri
         * @description Absolute, signed address of the recording, valid for at least one hour. Present only where the token has the scope recordings and recording access; null where there is no recording.
         */
        NullableRecordingUrl: string | null;
        Conversation: {
            id: components["schemas"]["Id"];
            status: components["schemas"]["ConversationStatus"];
            title: components["schemas"]["Name"];
            company: components["schemas"]["NullableName"];
            date: components["schemas"]["Timestamp"];
            duration: components["schemas"]["Duration"];
            medium: components["schemas"]["Medium"];
            sentiment: components["schemas"]["Sentiment"];
            conversation_type: components["schemas"]["ConversationType"];
            summary: components["schemas"]["Summary"];
            department: components["schemas"]["NullableDepartment"];
            user: components["schemas"]["NullableUser"];
            participants: components["schemas"]["Participants"];
            recording_url?: components["schemas"]["NullableRecordingUrl"];
        };
        ConversationDetail: {
            id: components["schemas"]["Id"];
            status: components["schemas"]["ConversationStatus"];
            title: components["schemas"]["Name"];
            company: components["schemas"]["NullableName"];
            date: components["schemas"]["Timestamp"];
            duration: components["schemas"]["Duration"];
            medium: components["schemas"]["Medium"];
            sentiment: components["schemas"]["Sentiment"];
            conversation_type: components["schemas"]["ConversationType"];
            summary: components["schemas"]["Summary"];
            department: components["schemas"]["NullableDepartment"];
            user: components["schemas"]["NullableUser"];
            participants: components["schemas"]["Participants"];
            recording_url?: components["schemas"]["NullableRecordingUrl"];
            transcript?: components["schemas"]["NullableTranscript"];
            insights?: components["schemas"]["NullableInsights"];
            /**
             * @description Extension of Meetric server. The format that the conversation's file was read as, such as webvtt or zoom_chat; null
             *     where it did not come from a file. Text out of a document has both names, such as docx_teams_text.
             */
            imported_as?: string | null;
            /** @description Extension of Meetric server. What was mended, guessed or left out when the file was read; empty where nothing was. */
            notices?: components["schemas"]["Notice"][];
        };
        Notice: {
            /** @description What was done; docs/formats.md lists the codes. */
            code: string;
            /**
             * Format: int32
             * @description How often.
             */
            count: number;
            /** @description Where it happened first, such as line 12 or 0:43; null where it concerns the whole file. */
            first_place: string | null;
        };
        Pagination: {
            /** @description The cursor of the next page; null at the end. */
            next_cursor: string | null;
            /** @description Whether there is a next page. */
            has_more: boolean;
            /**
             * Format: int32
             * @description The page size that was used.
             */
            limit: number;
        };
        ConversationsResponse: {
            conversations: components["schemas"]["Conversation"][];
            pagination: components["schemas"]["Pagination"];
            _meta: components["schemas"]["Meta"];
        };
        ConversationResponse: {
            conversation: components["schemas"]["ConversationDetail"];
            _meta: components["schemas"]["Meta"];
        };
        /** @description May hold more properties, kept as they came in. */
        TranscriptSentence: {
            speaker_name?: components["schemas"]["NullableName"];
            /** @description Seconds from the start of the conversation. */
            start: number;
            /** @description Seconds from the start of the conversation. */
            end: number;
            text: string;
        } & {
            [key: string]: unknown;
        };
        /** @description May hold more properties, kept as they came in. */
        TranscriptMessage: {
            speaker_name?: components["schemas"]["NullableName"];
            text: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A transcript with times. */
        SentenceTranscript: {
            sentences: components["schemas"]["TranscriptSentence"][];
            /**
             * @description Extension of Meetric server. The speakers of a recognised recording who may have been given another's words; absent
             *     where there are none.
             */
            uncertain_speakers?: string[];
        } & {
            [key: string]: unknown;
        };
        /** @description A transcript without times. */
        MessageTranscript: {
            messages: components["schemas"]["TranscriptMessage"][];
        } & {
            [key: string]: unknown;
        };
        /** @description The transcript exactly as stored. Some sources give sentences with times, others messages without. */
        Transcript: components["schemas"]["SentenceTranscript"] | components["schemas"]["MessageTranscript"];
        /** @description Present only where it was asked for and the token's scopes cover it; null while not ready. */
        NullableTranscript: components["schemas"]["Transcript"] | null;
        TranscriptResponse: {
            conversation_id: components["schemas"]["Id"];
            transcript: components["schemas"]["Transcript"];
            _meta: components["schemas"]["Meta"];
        };
        /** @description Where in the transcript an insight comes from. */
        Evidence: {
            sentence_index: components["schemas"]["SentenceIndex"];
            speaker_name: components["schemas"]["NullableName"];
            start: components["schemas"]["NullableSeconds"];
            end: components["schemas"]["NullableSeconds"];
            /** @description Verbatim part of that sentence. */
            quote: string;
        };
        Insight: {
            id: components["schemas"]["Id"];
            /**
             * @description What was found.
             * @enum {string}
             */
            type: "action_item" | "question" | "objection" | "pricing" | "competitor" | "next_step" | "risk";
            title: components["schemas"]["Name"];
            text: string;
            evidence: components["schemas"]["Evidence"][];
            /** @description Who is to do it. Only with action_item. */
            owner?: string | null;
            /**
             * Format: date
             * @description By when, YYYY-MM-DD. Only with action_item.
             */
            due_date?: string | null;
            /** @description Who asked. Only with question. */
            asked_by?: string | null;
            /** @description Whether somebody else answered it; null where that is not clear. Only with question. */
            answered?: boolean | null;
            /**
             * Format: int32
             * @description Extension of Meetric server. 1 for the question that says most. Only with question; absent where an earlier release analysed it.
             */
            rank?: number;
        };
        /** @description Present only where it was asked for and the token's scopes cover it; null while not ready and where the language is not analysed. */
        NullableInsights: components["schemas"]["Insight"][] | null;
        Topic: {
            name: components["schemas"]["Name"];
            first_sentence: components["schemas"]["SentenceIndex"];
            last_sentence: components["schemas"]["SentenceIndex"];
            start: components["schemas"]["NullableSeconds"];
            end: components["schemas"]["NullableSeconds"];
        };
        SpeakerStatistics: {
            speaker_name: components["schemas"]["Name"];
            words: components["schemas"]["Count"];
            word_share: components["schemas"]["Share"];
            questions: components["schemas"]["Count"];
            speaking_seconds: components["schemas"]["NullableSeconds"];
            /** @description Share of all speaking time; null without times. */
            talk_ratio: number | null;
            longest_monologue_seconds: components["schemas"]["NullableSeconds"];
            patience_seconds: components["schemas"]["NullableSeconds"];
            /**
             * @description Extension of Meetric server. The speaker's tone; null where too little was said. Absent where an earlier release analysed it.
             * @enum {string|null}
             */
            sentiment?: "positive" | "neutral" | "negative" | null;
        };
        /** @description The tone of one stretch of the conversation. */
        SentimentSpan: {
            first_sentence: components["schemas"]["SentenceIndex"];
            last_sentence: components["schemas"]["SentenceIndex"];
            /**
             * @description Null where too little was said.
             * @enum {string|null}
             */
            sentiment: "positive" | "neutral" | "negative" | null;
        };
        Statistics: {
            sentences: components["schemas"]["Count"];
            words: components["schemas"]["Count"];
            questions: components["schemas"]["Count"];
            /** @description Changes of speaker per minute; null without times. */
            interactivity_per_minute: number | null;
            speakers: components["schemas"]["SpeakerStatistics"][];
            /** @description Extension of Meetric server. The conversation in equal stretches, in order. Absent where an earlier release analysed it. */
            sentiment_over_time?: components["schemas"]["SentimentSpan"][];
        };
        InsightsResponse: {
            conversation_id: components["schemas"]["Id"];
            insights: components["schemas"]["Insight"][];
            topics: components["schemas"]["Topic"][];
            statistics: components["schemas"]["Statistics"];
            _meta: components["schemas"]["Meta"];
        };
        SummaryResponse: {
            conversation_id: components["schemas"]["Id"];
            summary: components["schemas"]["Summary"];
            /** @description Extension of Meetric server. The summary in one sentence; null where there is none, and where an earlier release made it. */
            summary_short: string | null;
            /** @description Extension of Meetric server. The long form, in Markdown with a heading for each section; null where there is none, and where an earlier release made it. */
            summary_markdown: string | null;
            _meta: components["schemas"]["Meta"];
        };
        RecordingUrlResponse: {
            conversation_id: components["schemas"]["Id"];
            recording_url: components["schemas"]["RecordingUrl"];
            expires_at: components["schemas"]["Timestamp"];
            _meta: components["schemas"]["Meta"];
        };
        /**
         * Format: uri
         * @description The meeting's address as people open it.
         */
        MeetingUrl: string;
        /** @enum {string} */
        Platform: "google_meet" | "microsoft_teams" | "zoom" | "jitsi" | "janus" | "room";
        IngestText: string;
        IngestMoment: string;
        IngestLanguage: string;
        /** @description A transcript with what is known of its conversation. */
        IngestRequest: {
            transcript: components["schemas"]["IngestTranscript"];
            title?: components["schemas"]["IngestText"];
            company?: components["schemas"]["IngestText"];
            date?: components["schemas"]["IngestMoment"];
            /**
             * @description Where it was said.
             * @enum {string}
             */
            medium?: "call" | "meeting" | "in_person" | "upload";
            language?: components["schemas"]["IngestLanguage"];
            conversation_type?: components["schemas"]["IngestText"];
            user_email?: components["schemas"]["Email"];
            department?: components["schemas"]["IngestText"];
            participants?: components["schemas"]["Participant"][];
        };
        /** @description Either sentences with times in seconds, or messages without times, in the shape that transcripts are served in. */
        IngestTranscript: {
            sentences?: components["schemas"]["TranscriptSentence"][];
            messages?: components["schemas"]["TranscriptMessage"][];
        } & {
            [key: string]: unknown;
        };
        IngestResponse: {
            conversation: {
                id: components["schemas"]["Id"];
                /**
                 * @description Where its processing stands.
                 * @enum {string}
                 */
                status: "processing" | "completed" | "failed";
            };
            /** @description Nothing was stored, since the account has it by its key or by its content. */
            already_here: boolean;
            /** @description What was mended, guessed or left out when the file was read. Those of a recording come with its decoding. */
            notices: components["schemas"]["Notice"][];
            _meta: components["schemas"]["Meta"];
        };
        NotetakerRequest: {
            meeting_url: components["schemas"]["MeetingUrl"];
            /**
             * @description Needed where the host does not tell, that is with a self-hosted Jitsi or Janus.
             * @enum {string}
             */
            platform?: "google_meet" | "microsoft_teams" | "zoom" | "jitsi" | "janus" | "room";
            /** @description The conversation's title. */
            title?: string;
        };
        NotetakerResponse: {
            id: components["schemas"]["Id"];
            /**
             * @description Where the request stands.
             * @enum {string}
             */
            status: "requested" | "scheduled" | "joining" | "waiting_room" | "recording" | "leaving" | "processing" | "completed" | "failed" | "cancelled";
            meeting_url: components["schemas"]["MeetingUrl"];
            platform: components["schemas"]["Platform"];
            requested_at: components["schemas"]["Timestamp"];
            _meta: components["schemas"]["Meta"];
        };
        /** @enum {string} */
        WebhookEvent: "conversation.completed";
        /**
         * @description conversation.completed, or an extension of Meetric server.
         * @enum {string}
         */
        DeliveryEvent: "conversation.completed" | "conversation.updated" | "conversation.failed" | "conversation.deleted";
        Delivery: {
            id: components["schemas"]["Id"];
            event: components["schemas"]["DeliveryEvent"];
            conversation_id: components["schemas"]["Id"];
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed" | "skipped" | "cancelled";
            /**
             * Format: int32
             * @description Tries so far.
             */
            attempts: number;
            /**
             * Format: int32
             * @description HTTP status of the last answer; null where there was none.
             */
            response_status: number | null;
            /** @description Class of the last failure, such as timeout, dns_error, connection_refused, tls_error, http_status or target_refused; an open list. Never the receiver's text. */
            last_error: string | null;
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description When it succeeded, UTC, ISO 8601 with milliseconds.
             */
            delivered_at: string | null;
        };
        /** @description Extension of Meetric server. */
        DeliveriesPagination: {
            /** @description The cursor of the next page; null at the end. */
            next_cursor: string | null;
            /** @description Whether there is a next page. */
            has_more: boolean;
            /**
             * Format: int32
             * @description The page size that was used.
             */
            limit: number;
        };
        DeliveriesResponse: {
            deliveries: components["schemas"]["Delivery"][];
            pagination: components["schemas"]["DeliveriesPagination"];
            _meta: components["schemas"]["Meta"];
        };
        /** @description transcript, insights and recording_url are present only where the subscription's token has the scope, and for recording_url also recording access. */
        WebhookConversation: {
            id: components["schemas"]["Id"];
            title: components["schemas"]["Name"];
            company: components["schemas"]["NullableName"];
            date: components["schemas"]["Timestamp"];
            duration: components["schemas"]["Duration"];
            medium: components["schemas"]["Medium"];
            sentiment: components["schemas"]["Sentiment"];
            conversation_type: components["schemas"]["ConversationType"];
            summary: components["schemas"]["Summary"];
            department: components["schemas"]["NullableDepartment"];
            user: components["schemas"]["NullableUser"];
            participants: components["schemas"]["Participants"];
            transcript?: components["schemas"]["NullableTranscript"];
            insights?: components["schemas"]["NullableInsights"];
            recording_url?: components["schemas"]["NullableRecordingUrl"];
        };
        WebhookData: {
            conversation: components["schemas"]["WebhookConversation"];
        };
        WebhookMeta: {
            token_prefix: components["schemas"]["TokenPrefix"];
            delivery_id: components["schemas"]["Id"];
            /** @description An extension. True in a test delivery, whose conversation is made up; else absent. */
            test?: boolean;
        };
        WebhookPayload: {
            event: components["schemas"]["WebhookEvent"];
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["WebhookData"];
            _meta: components["schemas"]["WebhookMeta"];
        };
        /** @description Of an event that is an extension of Meetric server. */
        ExtensionMeta: {
            token_prefix: components["schemas"]["TokenPrefix"];
            delivery_id: components["schemas"]["Id"];
            /** @enum {boolean} */
            extension: true;
        };
        ConversationFailure: {
            code: components["schemas"]["FailureCode"];
            /** @description A second code that says more, where there is one; an open list. */
            reason: string | null;
        };
        /** @description A code of docs/formats.md; an open list. */
        FailureCode: string;
        FailedData: {
            conversation: {
                id: components["schemas"]["Id"];
                title: components["schemas"]["Name"];
                failure: components["schemas"]["ConversationFailure"];
            };
        };
        DeletedData: {
            conversation: {
                id: components["schemas"]["Id"];
                deleted_at: components["schemas"]["Timestamp"];
            };
        };
        UpdatedPayload: {
            /** @enum {string} */
            event: "conversation.updated";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["WebhookData"];
            _meta: components["schemas"]["ExtensionMeta"];
        };
        FailedPayload: {
            /** @enum {string} */
            event: "conversation.failed";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["FailedData"];
            _meta: components["schemas"]["ExtensionMeta"];
        };
        DeletedPayload: {
            /** @enum {string} */
            event: "conversation.deleted";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["DeletedData"];
            _meta: components["schemas"]["ExtensionMeta"];
        };
    };
    responses: {
        /** @description The content is the same as that of the ETag in If-None-Match. Counts like the 200. */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["Revalidated"];
                ETag: components["headers"]["ETag"];
                Vary: components["headers"]["Vary"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A header or the address is malformed, for example by a NUL character. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 400,
                 *       "message": "Invalid parameter 'If-None-Match': must be at most 1024 printable ASCII characters",
                 *       "error": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The id is malformed, or a parameter is; the message names it. */
        BadId: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 400,
                 *       "message": "Invalid parameter 'id': must be 8-4-4-4-12 hexadecimal digits",
                 *       "error": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is missing, malformed, unknown, revoked or expired. The body is always the same. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 401,
                 *       "message": "Missing or invalid API token",
                 *       "error": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No such conversation in this account. */
        ConversationNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 404,
                 *       "message": "Conversation not found",
                 *       "error": "Not Found"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path exists, but not with this method. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                Allow: components["headers"]["Allow"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 405,
                 *       "message": "Method Not Allowed",
                 *       "error": "Method Not Allowed"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request did not arrive in time: its head within 10 seconds, all of it within 30. The connection is closed. */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 408,
                 *       "message": "The request did not arrive in time",
                 *       "error": "Request Timeout"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The header Expect asks for something else than 100-continue. */
        ExpectationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 417,
                 *       "message": "Only 100-continue can be expected",
                 *       "error": "Expectation Failed"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Address and headers are longer than 16 KB. The connection is closed. */
        HeadersTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 431,
                 *       "message": "The headers of the request are too long",
                 *       "error": "Request Header Fields Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description More requests than the token may send in 60 seconds. Refused requests do not count. */
        RateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "Retry-After": components["headers"]["RetryAfter"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 429,
                 *       "message": "Rate limit exceeded. Try again later.",
                 *       "error": "Too Many Requests",
                 *       "retryAfter": 12
                 *     }
                 */
                "application/json": components["schemas"]["LimitError"];
            };
        };
        /** @description More requests than the token may send in 60 seconds, or more different conversations than it may read in one UTC day. Refused requests do not count; conversations already read today stay readable. */
        RateOrQuotaExceeded: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "Retry-After": components["headers"]["RetryAfter"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LimitError"];
            };
        };
        /** @description Something failed inside the server. The cause is in its log, under the request's id. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                "Cache-Control": components["headers"]["NoStore"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 500,
                 *       "message": "Internal server error",
                 *       "error": "Internal Server Error"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
         * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
         */
        ConversationId: components["schemas"]["Id"];
        /**
         * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
         * @example W/"3q2-7wAbCdEfGhIjKlMn"
         */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identifies this request in the server's log. Quote it when you ask for support.
         * @example 0f7c1c0e-5d0b-4a53-9f0e-3a5d6c1b2f4e
         */
        RequestId: string;
        /**
         * @description The body is of the type that Content-Type names, and of no other.
         * @example nosniff
         */
        ContentTypeOptions: "nosniff";
        /**
         * @description The answer is for this request alone.
         * @example no-store
         */
        NoStore: "no-store";
        /**
         * @description The caller may keep the answer, and uses it again only after asking with If-None-Match.
         * @example private, no-cache
         */
        Revalidated: "private, no-cache";
        /**
         * @description Weak validator of the content without `_meta`, for If-None-Match.
         * @example W/"3q2-7wAbCdEfGhIjKlMn"
         */
        ETag: string;
        /**
         * @description Present where the client accepts gzip and the body is compressed.
         * @example gzip
         */
        ContentEncoding: "gzip";
        /**
         * @description The answer depends on these request headers.
         * @example Accept-Encoding
         */
        Vary: string;
        /**
         * @description The methods that this path knows.
         * @example GET
         */
        Allow: string;
        /**
         * @description Seconds to wait before the next try, the same as `retryAfter` in the body.
         * @example 12
         */
        RetryAfter: number;
        /**
         * @description The token's two policies: "minute", requests in any span of 60 seconds, and "day", different conversations read in one UTC day. q is the quota, w the window in seconds.
         * @example "minute";q=60;w=60, "day";q=1000;w=86400
         */
        RateLimitPolicy: string;
        /**
         * @description What is left of each policy. r is what remains, t the seconds until more is available, never more than w.
         * @example "minute";r=59;t=60, "day";r=998;t=51480
         */
        RateLimit: string;
        /**
         * @description The token's requests per minute.
         * @example 60
         */
        XRateLimitLimit: number;
        /**
         * @description Requests that are left at this moment.
         * @example 59
         */
        XRateLimitRemaining: number;
        /**
         * @description When more requests are available, in Unix seconds.
         * @example 1780479780
         */
        XRateLimitReset: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b8f4a52-6c1d-4e7f-9a3b-5d2e8c7f1a90",
                     *       "name": "Telco Demo",
                     *       "created_at": "2026-01-15T08:00:00.000Z",
                     *       "updated_at": "2026-05-20T13:30:00.000Z",
                     *       "brand_name": "Telco",
                     *       "brand_logo_url": null,
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "users": [
                     *         {
                     *           "id": "67c869eb-30b1-4eb3-bd2c-be8c912a9827",
                     *           "name": "Erik Lindstrom",
                     *           "email": "erik.lindstrom@example.com"
                     *         }
                     *       ],
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UsersResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope users. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'users' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listTeams: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The teams. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "teams": [
                     *         {
                     *           "id": "22222222-0000-0000-0000-000000000001",
                     *           "name": "Field sales",
                     *           "members": [
                     *             {
                     *               "id": "67c869eb-30b1-4eb3-bd2c-be8c912a9827",
                     *               "name": "Erik Lindstrom",
                     *               "email": "erik.lindstrom@example.com"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TeamsResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope teams. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'teams' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listDepartments: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The departments. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "departments": [
                     *         {
                     *           "id": "11111111-0000-0000-0000-000000000001",
                     *           "name": "B2B Sales"
                     *         }
                     *       ],
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentsResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope departments. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'departments' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /**
                 * @description Rows per page.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. It fits only the same account and the same filters.
                 * @example AWFhYWFhYWFhLWJiYmItY2NjYw
                 */
                cursor?: string;
                /**
                 * @description Extension of Meetric server. Only conversations at or after this moment: a date (its start in UTC) or a date-time with its zone. Write + as %2B.
                 * @example 2026-06-01
                 */
                from?: string;
                /**
                 * @description Extension of Meetric server. Only conversations before this moment: a date (the whole of that day in UTC is included) or a date-time with its zone. Write + as %2B.
                 * @example 2026-06-03T12:00:00Z
                 */
                to?: string;
                /**
                 * @description Extension of Meetric server. Only conversations of this department.
                 * @example 11111111-0000-0000-0000-000000000001
                 */
                department_id?: components["schemas"]["Id"];
                /**
                 * @description Extension of Meetric server. Only conversations of this user.
                 * @example 67c869eb-30b1-4eb3-bd2c-be8c912a9827
                 */
                user_id?: components["schemas"]["Id"];
                /**
                 * @description Extension of Meetric server. Only conversations of this type.
                 * @example sales
                 */
                conversation_type?: string;
            };
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of conversations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversations": [
                     *         {
                     *           "id": "cccccccc-dddd-eeee-ffff-000000000000",
                     *           "status": "processing",
                     *           "title": "Renewal - Globex",
                     *           "company": null,
                     *           "date": "2026-06-03T09:35:00.000Z",
                     *           "duration": null,
                     *           "medium": "upload",
                     *           "sentiment": null,
                     *           "conversation_type": null,
                     *           "summary": null,
                     *           "department": null,
                     *           "user": null,
                     *           "participants": []
                     *         },
                     *         {
                     *           "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *           "status": "completed",
                     *           "title": "Discovery call - Acme",
                     *           "company": "Acme",
                     *           "date": "2026-06-03T09:00:00.000Z",
                     *           "duration": 1800,
                     *           "medium": "call",
                     *           "sentiment": "positive",
                     *           "conversation_type": "sales",
                     *           "summary": "Customer requested pricing follow-up.",
                     *           "department": {
                     *             "id": "11111111-0000-0000-0000-000000000001",
                     *             "name": "B2B Sales"
                     *           },
                     *           "user": {
                     *             "id": "67c869eb-30b1-4eb3-bd2c-be8c912a9827",
                     *             "name": "Erik Lindstrom",
                     *             "email": "erik.lindstrom@example.com"
                     *           },
                     *           "participants": [
                     *             {
                     *               "name": "Jane Doe",
                     *               "email": "jane.doe@example.com",
                     *               "role": "customer"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "next_cursor": "AWFhYWFhYWFhLWJiYmItY2NjYw",
                     *         "has_more": true,
                     *         "limit": 2
                     *       },
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationsResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope conversations. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'conversations' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createConversation: {
        parameters: {
            query?: {
                /**
                 * @description The name of the file. Its ending helps to tell the format; its stem is the title where there is none.
                 * @example discovery-call.vtt
                 */
                file_name?: components["schemas"]["IngestText"];
                /**
                 * @description The format of the file where its content does not tell, as docs/formats.md and docs/recordings.md name it.
                 * @example webvtt
                 */
                format?: string;
                /**
                 * @description The conversation's title; else the file's own, or its name.
                 * @example Discovery call - Acme
                 */
                title?: components["schemas"]["IngestText"];
                /**
                 * @description The company that the conversation was with.
                 * @example Acme
                 */
                company?: components["schemas"]["IngestText"];
                /**
                 * @description When it began; else what the file says, or now. Write + as %2B.
                 * @example 2026-06-03T09:30:00Z
                 */
                date?: components["schemas"]["IngestMoment"];
                /**
                 * @description Where it was said.
                 * @example call
                 */
                medium?: "call" | "meeting" | "in_person" | "upload";
                /**
                 * @description The language spoken; else the account's.
                 * @example en
                 */
                language?: components["schemas"]["IngestLanguage"];
                /**
                 * @description Such as sales.
                 * @example sales
                 */
                conversation_type?: components["schemas"]["IngestText"];
                /**
                 * @description The user whose conversation it is.
                 * @example erik@example.com
                 */
                user_email?: components["schemas"]["Email"];
                /**
                 * @description The department that it belongs to, by its name.
                 * @example B2B Sales
                 */
                department?: components["schemas"]["IngestText"];
                /**
                 * @description How many people speak in a recording, where that is known.
                 * @example 2
                 */
                speakers?: number;
                /**
                 * @description Of times that are bare numbers, where the file does not tell.
                 * @example s
                 */
                time_unit?: "s" | "ms";
                /**
                 * @description Take what is there of a recording that is cut off.
                 * @example false
                 */
                accept_truncated?: boolean;
            };
            header?: {
                /**
                 * @description By which a repeated request is known. The same key with the same content and metadata gives the conversation of the first request; with others it is refused with 422. Without a key a conversation is known by its content.
                 * @example call-2026-06-03-0042
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A transcript as JSON of at most 8 MiB, or a file's bytes, of at most 16 GiB, under its own media type or application/octet-stream. JSON files of other programs go as application/octet-stream. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["IngestRequest"];
                "application/octet-stream": string;
                "text/*": string;
                "audio/*": string;
                "video/*": string;
            };
        };
        responses: {
            /** @description The account has it already; nothing was stored. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversation": {
                     *         "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *         "status": "completed"
                     *       },
                     *       "already_here": true,
                     *       "notices": [],
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IngestResponse"];
                };
            };
            /** @description It is stored, and its processing has begun. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversation": {
                     *         "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *         "status": "processing"
                     *       },
                     *       "already_here": false,
                     *       "notices": [
                     *         {
                     *           "code": "encoding_guessed",
                     *           "count": 1,
                     *           "first_place": null
                     *         }
                     *       ],
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IngestResponse"];
                };
            };
            /** @description A parameter or the body is invalid; the message names it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope ingest. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'ingest' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is larger than 8 MiB of JSON, or than 16 GiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 413,
                     *       "message": "Request body is too large",
                     *       "error": "Payload Too Large"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is neither JSON nor declared as bytes, text, sound or video. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 415,
                     *       "message": "Request body must be application/json or application/octet-stream or text/* or audio/* or video/*",
                     *       "error": "Unsupported Media Type"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            /** @description The file cannot be taken in: the message has the code of the refusal, its place and what to do. Or the Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
            /** @description The server cannot keep files at the moment, or has no recogniser that is whole. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: {
                /**
                 * @description Also give the transcript. Needs the scope transcripts.
                 * @example true
                 */
                include_transcript?: boolean;
                /**
                 * @description Also give the insights. Needs the scope insights.
                 * @example true
                 */
                include_insights?: boolean;
            };
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
                 * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                 */
                id: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadId"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks a scope that this request needs. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ConversationNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateOrQuotaExceeded"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getConversationTranscript: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
                 * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                 */
                id: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transcript. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadId"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope transcripts. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'transcripts' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No such conversation in this account, or its transcript is not ready. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateOrQuotaExceeded"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getConversationInsights: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
                 * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                 */
                id: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The insights. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversation_id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *       "insights": [
                     *         {
                     *           "id": "5b1f0c9a-2d64-4c1e-8f3a-7e6d5c4b3a21",
                     *           "type": "action_item",
                     *           "title": "Send the price list",
                     *           "text": "Erik Lindstrom will send the price list.",
                     *           "evidence": [
                     *             {
                     *               "sentence_index": 2,
                     *               "speaker_name": "Erik Lindstrom",
                     *               "start": 7.5,
                     *               "end": 10.1,
                     *               "quote": "Yes, I will send it on Friday."
                     *             }
                     *           ],
                     *           "owner": "Erik Lindstrom",
                     *           "due_date": "2026-06-05"
                     *         },
                     *         {
                     *           "id": "6c2f1d0b-3e75-4d2f-9a4b-8f7e6d5c4b32",
                     *           "type": "question",
                     *           "title": "Price list by Friday",
                     *           "text": "Could you send us the price list by Friday?",
                     *           "evidence": [
                     *             {
                     *               "sentence_index": 1,
                     *               "speaker_name": "Jane Doe",
                     *               "start": 3.6,
                     *               "end": 7.2,
                     *               "quote": "Could you send us the price list by Friday?"
                     *             }
                     *           ],
                     *           "asked_by": "Jane Doe",
                     *           "answered": true
                     *         }
                     *       ],
                     *       "topics": [
                     *         {
                     *           "name": "Price list",
                     *           "first_sentence": 0,
                     *           "last_sentence": 2,
                     *           "start": 0.84,
                     *           "end": 10.1
                     *         }
                     *       ],
                     *       "statistics": {
                     *         "sentences": 3,
                     *         "words": 20,
                     *         "questions": 1,
                     *         "interactivity_per_minute": 12.96,
                     *         "speakers": [
                     *           {
                     *             "speaker_name": "Erik Lindstrom",
                     *             "words": 11,
                     *             "word_share": 0.55,
                     *             "questions": 0,
                     *             "speaking_seconds": 4.9,
                     *             "talk_ratio": 0.576,
                     *             "longest_monologue_seconds": 2.6,
                     *             "patience_seconds": 0.3
                     *           },
                     *           {
                     *             "speaker_name": "Jane Doe",
                     *             "words": 9,
                     *             "word_share": 0.45,
                     *             "questions": 1,
                     *             "speaking_seconds": 3.6,
                     *             "talk_ratio": 0.424,
                     *             "longest_monologue_seconds": 3.6,
                     *             "patience_seconds": 0.46
                     *           }
                     *         ]
                     *       },
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InsightsResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadId"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope insights. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'insights' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No such conversation in this account, or it has no insights. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateOrQuotaExceeded"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getConversationRecordingUrl: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
                 * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                 */
                id: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversation_id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *       "recording_url": "https://example.com/recordings/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee?expires=1780483320&signature=Zm9vYmFy",
                     *       "expires_at": "2026-06-03T10:42:00.000Z",
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RecordingUrlResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadId"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope recordings, or recording access. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No such conversation in this account, or it has no recording. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateOrQuotaExceeded"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getConversationSummary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The conversation's id, 8-4-4-4-12 hexadecimal digits.
                 * @example aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                 */
                id: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conversation_id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *       "summary": "Customer requested pricing follow-up.",
                     *       "summary_short": "Customer requested pricing follow-up.",
                     *       "summary_markdown": "## About\n\n- Customer requested pricing follow-up.",
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SummaryResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadId"];
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope conversations. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'conversations' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No such conversation in this account, or its summary is not ready. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateOrQuotaExceeded"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    requestNotetaker: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The meeting to join. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotetakerRequest"];
            };
        };
        responses: {
            /** @description The request was taken. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dddddddd-eeee-ffff-0000-111111111111",
                     *       "status": "requested",
                     *       "meeting_url": "https://meet.google.com/abc-defg-hij",
                     *       "platform": "google_meet",
                     *       "requested_at": "2026-06-03T09:42:00.000Z",
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotetakerResponse"];
                };
            };
            /** @description The body is invalid, or the meeting's platform is not supported. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token lacks the scope notetaker. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 403,
                     *       "message": "Token does not have the 'notetaker' scope",
                     *       "error": "Forbidden"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 413,
                     *       "message": "Request body is too large",
                     *       "error": "Payload Too Large"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 415,
                     *       "message": "Request body must be application/json",
                     *       "error": "Unsupported Media Type"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
            /** @description This server has no notetaker. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 503,
                     *       "message": "notetaker_unavailable: this server has no notetaker",
                     *       "error": "Service Unavailable"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Extension of Meetric server. Rows per page.
                 * @example 1000
                 */
                limit?: number;
                /**
                 * @description Extension of Meetric server. The next_cursor of the page before. It fits only the same token.
                 * @example AWFhYWFhYWFhLWJiYmItY2NjYw
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The ETag of an earlier answer. Where the content is still the same, the answer is 304 without a body.
                 * @example W/"3q2-7wAbCdEfGhIjKlMn"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    "Content-Encoding": components["headers"]["ContentEncoding"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveries": [
                     *         {
                     *           "id": "bbbbbbbb-cccc-dddd-eeee-ffffffffffff",
                     *           "event": "conversation.completed",
                     *           "conversation_id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                     *           "status": "succeeded",
                     *           "attempts": 2,
                     *           "response_status": 200,
                     *           "last_error": null,
                     *           "created_at": "2026-06-03T09:45:00.000Z",
                     *           "delivered_at": "2026-06-03T09:45:05.120Z"
                     *         },
                     *         {
                     *           "id": "bbbbbbbb-cccc-dddd-eeee-fffffffffffe",
                     *           "event": "conversation.completed",
                     *           "conversation_id": "cccccccc-dddd-eeee-ffff-000000000000",
                     *           "status": "pending",
                     *           "attempts": 1,
                     *           "response_status": null,
                     *           "last_error": "timeout",
                     *           "created_at": "2026-06-03T09:41:00.000Z",
                     *           "delivered_at": null
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "next_cursor": null,
                     *         "has_more": false,
                     *         "limit": 1000
                     *       },
                     *       "_meta": {
                     *         "token_prefix": "mt_ab12cd34",
                     *         "timestamp": "2026-06-03T09:42:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveriesResponse"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The cursor is of another token or expired, or a parameter is malformed; the message names it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statusCode": 400,
                     *       "message": "Invalid parameter 'cursor': must be the next_cursor of an earlier answer to the same query",
                     *       "error": "Bad Request"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLong"];
            500: components["responses"]["InternalServerError"];
        };
    };
    conversationCompleted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description sha256= and the HMAC-SHA256 of the raw body in hexadecimal. The key is the whole secret string, whsec_ included.
                 * @example sha256=2f5c0b1e9d8a7f6e5d4c3b2a190807f6e5d4c3b2a1908f7e6d5c4b3a29180706
                 */
                "X-Webhook-Signature": string;
                /**
                 * @description The event.
                 * @example conversation.completed
                 */
                "X-Webhook-Event": components["schemas"]["WebhookEvent"];
                /**
                 * @description The delivery's id, the same on every try, also in the body's _meta.
                 * @example bbbbbbbb-cccc-dddd-eeee-ffffffffffff
                 */
                "X-Webhook-Delivery-Id": components["schemas"]["Id"];
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1780479900
                 */
                "X-Webhook-Timestamp": number;
                /**
                 * @description Extension of Meetric server. The number of this try, from 1.
                 * @example 1
                 */
                "X-Webhook-Attempt": number;
                /**
                 * @description Extension of Meetric server. While the secret is being changed: as X-Webhook-Signature, made with the new secret.
                 * @example sha256=2f5c0b1e9d8a7f6e5d4c3b2a190807f6e5d4c3b2a1908f7e6d5c4b3a29180706
                 */
                "X-Webhook-Signature-Next"?: string;
                /**
                 * @description Extension of Meetric server, as Standard Webhooks has it. The delivery's id, the same on every try.
                 * @example bbbbbbbb-cccc-dddd-eeee-ffffffffffff
                 */
                "webhook-id": components["schemas"]["Id"];
                /**
                 * @description Extension of Meetric server, as Standard Webhooks has it. When this try was sent, in Unix seconds.
                 * @example 1780479900
                 */
                "webhook-timestamp": number;
                /**
                 * @description Extension of Meetric server, as Standard Webhooks has it. v1, and the HMAC-SHA256 in Base64 of id, time and body with dots between; the key is the bytes that the secret has in Base64 after whsec_. While the secret is being changed two of them, the new secret's first, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The conversation. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPayload"];
            };
        };
        responses: {
            /** @description Received. Any other 2xx is a success as well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Gone. Ends the subscription; nothing more is sent to it. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    conversationUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event.
                 * @example conversation.updated
                 */
                "X-Webhook-Event": "conversation.updated";
            };
            path?: never;
            cookie?: never;
        };
        /** @description The conversation. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "conversation.updated",
                 *       "timestamp": "2026-06-03T09:45:00.000Z",
                 *       "data": {
                 *         "conversation": {
                 *           "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                 *           "title": "Discovery call - Acme",
                 *           "company": "Acme",
                 *           "date": "2026-06-03T09:00:00.000Z",
                 *           "duration": 1800,
                 *           "medium": "call",
                 *           "sentiment": "positive",
                 *           "conversation_type": "sales",
                 *           "summary": "Customer requested pricing follow-up.",
                 *           "department": null,
                 *           "user": null,
                 *           "participants": []
                 *         }
                 *       },
                 *       "_meta": {
                 *         "token_prefix": "mt_ab12cd34",
                 *         "delivery_id": "bbbbbbbb-cccc-dddd-eeee-ffffffffffff",
                 *         "extension": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdatedPayload"];
            };
        };
        responses: {
            /** @description Received. Any other 2xx is a success as well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Gone. Ends the subscription; nothing more is sent to it. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    conversationFailed: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event.
                 * @example conversation.failed
                 */
                "X-Webhook-Event": "conversation.failed";
            };
            path?: never;
            cookie?: never;
        };
        /** @description The conversation. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "conversation.failed",
                 *       "timestamp": "2026-06-03T09:45:00.000Z",
                 *       "data": {
                 *         "conversation": {
                 *           "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                 *           "title": "Discovery call - Acme",
                 *           "failure": {
                 *             "code": "media_truncated",
                 *             "reason": "cut_off"
                 *           }
                 *         }
                 *       },
                 *       "_meta": {
                 *         "token_prefix": "mt_ab12cd34",
                 *         "delivery_id": "bbbbbbbb-cccc-dddd-eeee-ffffffffffff",
                 *         "extension": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FailedPayload"];
            };
        };
        responses: {
            /** @description Received. Any other 2xx is a success as well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Gone. Ends the subscription; nothing more is sent to it. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    conversationDeleted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event.
                 * @example conversation.deleted
                 */
                "X-Webhook-Event": "conversation.deleted";
            };
            path?: never;
            cookie?: never;
        };
        /** @description The conversation. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "conversation.deleted",
                 *       "timestamp": "2026-06-03T09:45:00.000Z",
                 *       "data": {
                 *         "conversation": {
                 *           "id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                 *           "deleted_at": "2026-06-03T09:45:00.000Z"
                 *         }
                 *       },
                 *       "_meta": {
                 *         "token_prefix": "mt_ab12cd34",
                 *         "delivery_id": "bbbbbbbb-cccc-dddd-eeee-ffffffffffff",
                 *         "extension": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DeletedPayload"];
            };
        };
        responses: {
            /** @description Received. Any other 2xx is a success as well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Gone. Ends the subscription; nothing more is sent to it. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
export interface parametersWithDefault {
    listConversations: "limit";
    getConversation: "include_transcript" | "include_insights";
    listWebhookDeliveries: "limit";
}
