// Generated from app.openapi.yaml by `npm run types`. Change the contract, not this file.

export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person who is signed in */
        get: operations["getSession"];
        put?: never;
        /**
         * Signs in
         * @description The answer to an unknown address is the same as to a wrong password, and takes as long.
         */
        post: operations["createSession"];
        /** Signs out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a new access token for the refresh token's cookie
         * @description A refresh token that was used before ends the session, since there is a copy of it. For a minute after its first use it gives the same new tokens again, so that a lost answer signs nobody out.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in by a link that is good once
         * @description Only the demo makes such links.
         */
        post: operations["createSessionByLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the password of the caller */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions of the caller, the latest used first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Signs the caller out everywhere, here too */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the sessions of the caller */
        delete: operations["deleteOneSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/first-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether nobody can sign in yet */
        get: operations["getFirstRun"];
        put?: never;
        /**
         * Makes the owner, and names the account
         * @description The link is printed where the server starts. It ends as soon as somebody can sign in.
         */
        post: operations["completeFirstRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a link is for, while it is good */
        post: operations["checkLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins by an invitation */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link to a new password */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password by a link */
        post: operations["completePasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that the start page shows of the conversations that the caller may see */
        get: operations["getHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/home/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notes that the caller looked at the start page
         * @description After half an hour without a look, the next visit begins, and getHome tells what changed since.
         */
        post: operations["addVisit"];
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
         * The conversations that the caller may see and that pass the filters, newest first, or those that are searched for
         * @description With `q` the list has conversations in which every word stands: in title, company, people, or anything that was said. Each row then
         *     tells the best sentences and their moments. Words in quotes are a phrase. The last word may be half typed, unless a space follows it.
         *     Where nothing has the words as typed, words that hold them, or are much alike, are searched for; `search` tells which.
         *     Sorted by relevance, the newest 300 that are found are ranked. For a phrase at most 2,000 conversations with its words are read, the
         *     newest first; `search` tells where that left some out. A cursor fits the same filters, words and order only.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The topics of the newest 500 conversations that the caller may see, the most frequent first */
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives several conversations an owner, a department or a type
         * @description The owner of a conversation may, and managers and admins who see it. All others are left as they are, with the reason.
         */
        post: operations["changeConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hides several conversations at once, and erases them in a week
         * @description As changeConversations. Until then restoreConversations brings them back.
         */
        post: operations["deleteConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings deleted conversations back as they were */
        post: operations["restoreConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The words of several conversations as a zip file to download
         * @description Of those that the caller may see. left-out.txt in it names the ones without a transcript, and says how many were not found. Each export is written to the audit log.
         */
        post: operations["exportConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own views of the list, by name */
        get: operations["listSavedViews"];
        put?: never;
        /** Keeps filters, words and order of the list under a name */
        post: operations["addSavedView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saved-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a view of the caller */
        delete: operations["deleteSavedView"];
        options?: never;
        head?: never;
        /** Renames a view of the caller, or gives it another query */
        patch: operations["changeSavedView"];
        trace?: never;
    };
    "/formats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The formats that can be named where a file does not tell its own
         * @description Needs the role member.
         */
        get: operations["listFormats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcripts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a pasted transcript and shows what would be stored
         * @description Needs the role member. Nothing is stored.
         */
        post: operations["previewTranscript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes in a pasted transcript
         * @description Needs the role member. The conversation belongs to the caller.
         */
        post: operations["pasteTranscript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's uploads of the last days, newest first, each with the way of its conversation
         * @description Needs the role member. Files are sent to the same path by the tus protocol 1.0, with the same session and the header X-Meetric; see docs/app-uploads.md. An upload is its owner's alone.
         */
        get: operations["listUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Gives an upload up, or takes a settled one from the list
         * @description Needs the role member. A conversation that it became stays.
         */
        delete: operations["dismissUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a refused file in again, with other wishes
         * @description Needs the role member. The file is still here where `may_retry` says so.
         */
        post: operations["retryUpload"];
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
        /** All that the page of a conversation shows, but for the transcript */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        /**
         * Hides the conversation at once, and erases it in a week
         * @description By the owner, and by managers and admins who see it. One that is deleted already is a 404.
         */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        /**
         * Changes title, company, type, owner or department
         * @description What is not given stays. user_id and department_id may be changed by the owner, and by managers and admins who see the conversation.
         */
        patch: operations["updateConversation"];
        trace?: never;
    };
    "/conversations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings a deleted conversation back as it was
         * @description By those who may delete it. One that is not deleted stays as it is.
         */
        post: operations["restoreConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a failed conversation through its steps again
         * @description From its transcript if it is there, else its words, else its recording. One that is not failed is a 409.
         */
        post: operations["retryConversation"];
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
         * What was said, sentence by sentence
         * @description A 404 as long as there is no transcript. The answer has an ETag.
         */
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/transcript/sentences/{sentence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Puts other words in the place of a sentence's
         * @description Speaker and place in the sound stay, and the analysis is made anew. To undo it, send the words before. Code `edited_meanwhile`
         *     (409): the words are another revision; read the transcript again. Code `not_completed` (409): it is not processed yet.
         */
        patch: operations["editSentence"];
        trace?: never;
    };
    "/conversations/{id}/transcript/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives sentences to another speaker, or to a new one
         * @description Of speaker_id and name one is given; a name that nobody has yet is a new speaker's. To undo it, give the sentences back.
         *     Codes (409) as with editSentence.
         */
        post: operations["assignSentences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/speakers/{speaker_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Renames a speaker everywhere
         * @description The participant of that name is renamed too. A participant who does not speak, and has the new name, becomes this speaker. Code
         *     `name_taken` (409): another speaker has the name; mergeSpeakers makes one of two. Code `not_completed` as above.
         */
        patch: operations["renameSpeaker"];
        trace?: never;
    };
    "/conversations/{id}/speakers/{speaker_id}/person": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Says who a speaker is
         * @description A user of the account (user_id), a participant (participant_id), or somebody new (name, with email and phone if known). The speaker
         *     gets that person's name everywhere. Code `name_taken` (409): that person speaks under another name already, or two
         *     are called so. Code `nameless_person` (409): the participant has no name yet.
         */
        put: operations["tieSpeaker"];
        post?: never;
        /**
         * Says that a speaker is not that person
         * @description The person stays among the participants; the speaker is called "Speaker" with a free number again.
         */
        delete: operations["untieSpeaker"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/speaker-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes one speaker of several
         * @description `moved` tells which sentences each of the others said. To undo a merge, give them back with assignSentences, name by name.
         *     Codes (409) as with editSentence.
         */
        post: operations["mergeSpeakers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lists somebody who took part
         * @description A name or an address is given. Codes (409): `name_taken`, `email_taken`, and `too_many` beyond 1,000 participants.
         */
        post: operations["addParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/participants/{participant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lists a participant no longer
         * @description What a speaker said stays under the same name. To undo it, add the participant again.
         */
        delete: operations["removeParticipant"];
        options?: never;
        head?: never;
        /**
         * Changes what is known of a participant
         * @description What is not given stays. A speaker of that name gets the new name with it, everywhere. Codes (409): `name_taken`,
         *     `email_taken`, and `not_completed` for the name of a speaker whose words are not ready.
         */
        patch: operations["updateParticipant"];
        trace?: never;
    };
    "/conversations/{id}/action-items/{insight_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Says that an action item is done, or open again
         * @description A later analysis that finds the same words finds them done.
         */
        put: operations["tickActionItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The words as a file to download
         * @description A 404 as long as there is no transcript. The export is written to the audit log.
         */
        get: operations["exportConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sound, whole or a range of its bytes
         * @description For a player: Range, If-Range, If-None-Match and their kind are heeded. A 412 and a 416 answer preconditions and ranges that do not hold. The access cookie lives for ten minutes: a player that fails with a 401 renews the session and goes on where it was.
         */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes name or address of the caller
         * @description Another address needs current_password, since one signs in with it.
         */
        patch: operations["changeProfile"];
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the account has set */
        get: operations["getAccountSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what is given */
        patch: operations["changeAccountSettings"];
        trace?: never;
    };
    "/account/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stores the logo
         * @description At most 256 KiB of PNG, JPEG or WebP.
         */
        put: operations["setLogo"];
        post?: never;
        /** Takes the logo away */
        delete: operations["deleteLogo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names to choose from
         * @description Filters and forms are made of it.
         */
        get: operations["getDirectory"];
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
        /** The users of the account by name, deactivated ones too */
        get: operations["listUsers"];
        put?: never;
        /**
         * Invites somebody
         * @description Somebody who is a user already and has no password is invited too. Only owners make owners.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a user
         * @description Only owners make or change owners. The last owner who can sign in stays one.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/users/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new link for somebody who has not joined */
        post: operations["inviteUserAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link to a new password for a user */
        post: operations["resetUser"];
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
        /** The teams with their members */
        get: operations["listTeams"];
        put?: never;
        /** Makes a team */
        post: operations["addTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a team */
        delete: operations["deleteTeam"];
        options?: never;
        head?: never;
        /** Renames a team */
        patch: operations["renameTeam"];
        trace?: never;
    };
    "/teams/{id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes a user into a team */
        put: operations["joinTeam"];
        post?: never;
        /** Takes a user out of a team */
        delete: operations["leaveTeam"];
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
        /** The departments */
        get: operations["listAppDepartments"];
        put?: never;
        /** Makes a department */
        post: operations["addDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames, enables or disables a department */
        patch: operations["changeDepartment"];
        trace?: never;
    };
    "/conversation-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The types of conversations */
        get: operations["listConversationTypes"];
        put?: never;
        /** Makes a type */
        post: operations["addConversationType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversation-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a type that no conversation has */
        delete: operations["deleteConversationType"];
        options?: never;
        head?: never;
        /** Enables or disables a type */
        patch: operations["changeConversationType"];
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account's API tokens, oldest first, those that are revoked too
         * @description The last use is a minute old at most. Today is the day by which quotas are counted, in UTC.
         */
        get: operations["listTokens"];
        put?: never;
        /** Makes a token, whose text is told this once */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Makes a token worthless, for good; its webhooks stop */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        /** Changes a token; servers follow within a second */
        patch: operations["changeToken"];
        trace?: never;
    };
    "/tokens/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a token a new secret; the old one is taken until the overlap ends
         * @description Its first eleven characters stay, and all that is bound to it.
         */
        post: operations["rotateToken"];
        /** Ends a token's overlap now; the old secret is taken no more */
        delete: operations["endTokenOverlap"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/token-scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scopes that a token can have, and choices of them by purpose */
        get: operations["listTokenScopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's webhooks with their health, oldest first */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Makes a webhook, whose secret is told this once
         * @description An address that webhooks may not dial is refused with the reason.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attempts of the last 24 hours, by webhook and hour */
        get: operations["listWebhookActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook with what came of its deliveries of the last seven days */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Ends a webhook for good; its address and secret are erased, its log stands */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends nothing for a while; what is missed can be replayed */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends again; what was missed is not sent by itself */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a webhook a new secret; both sign until the overlap ends */
        post: operations["rotateWebhookSecret"];
        /** Ends the overlap now; only the new secret signs */
        delete: operations["endWebhookOverlap"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a made-up conversation, marked as such, and tells what came of it
         * @description The answer comes within a second. A receiver that takes longer leaves the delivery pending.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends deliveries of the last seven days again */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of a webhook's deliveries of the last seven days, newest first
         * @description The log of a deleted webhook stands.
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
    "/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A delivery with its attempts and its request */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a delivery again, whatever came of it; its id stays */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walks along the whole log and checks that nothing was changed or taken away */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Format: uuid */
        Id: string;
        Error: {
            statusCode: number;
            message: string;
            error: string;
            retryAfter?: number;
            /** @description Names the reason, where an operation tells several. */
            code?: string;
        };
        Created: {
            id: components["schemas"]["Id"];
        };
        /** @enum {string} */
        Role: "member" | "manager" | "admin" | "owner";
        EmailAddress: string;
        PersonName: string;
        NewPassword: string;
        LinkSecret: string;
        AccountChoice: {
            accounts: components["schemas"]["Person"][];
        };
        FirstRunState: {
            /** @description Nobody has a password yet. */
            needed: boolean;
            /** @description Whether the server sends mail. */
            can_mail: boolean;
        };
        LinkAnswer: {
            /** @enum {string} */
            purpose: "first_run" | "invitation" | "reset" | "sign_in";
            account_name: string;
            /** @description Whom it is for; null before there is a user. */
            user: {
                name: string;
                email: string;
                role: components["schemas"]["Role"];
            } | null;
            /** Format: date-time */
            expires_at: string;
        };
        ResetRequested: {
            /** @description False where the server sends no mail; then an admin makes a link. */
            can_mail: boolean;
        };
        SessionList: {
            sessions: {
                id: components["schemas"]["Id"];
                user_agent: string | null;
                /** Format: date-time */
                created_at: string;
                /**
                 * Format: date-time
                 * @description To ten minutes.
                 */
                last_used_at: string;
                is_current: boolean;
            }[];
        };
        SessionAnswer: {
            session: {
                user: {
                    id: components["schemas"]["Id"];
                    name: string;
                    email: string;
                    role: components["schemas"]["Role"];
                };
                account: {
                    id: components["schemas"]["Id"];
                    name: string;
                    brand_name: string | null;
                    brand_logo_url: string | null;
                    language: string;
                    /** @description An IANA name. */
                    time_zone: string;
                };
            };
        };
        Home: {
            /**
             * Format: date-time
             * @description The end of the visit before; null on the first.
             */
            since: string | null;
            news: components["schemas"]["HomeNews"][];
            news_count: number;
            /** @description The caller's own that are open, at most 50. */
            action_items: {
                conversation: components["schemas"]["TitledConversation"];
                insight_id: components["schemas"]["Id"];
                text: string;
                due_date: string | null;
                start_seconds: number | null;
            }[];
            action_item_count: number;
            period: components["schemas"]["Days"];
            before: components["schemas"]["Days"];
            /** @description Conversations of today. */
            today: number;
            conversations: components["schemas"]["Figure"];
            sentiment: {
                positive: components["schemas"]["Figure"];
                neutral: components["schemas"]["Figure"];
                negative: components["schemas"]["Figure"];
            };
            /** @description Shares of the time that the users spoke whose conversations these are; null where they are not known. */
            talk_ratio: {
                now: number | null;
                before: number | null;
            };
            weeks: {
                /**
                 * Format: date
                 * @description Its Monday.
                 */
                from: string;
                conversations: number;
            }[];
            topics: {
                name: string;
                /** @description Conversations. */
                now: number;
                before: number;
            }[];
            insights: {
                type: string;
                /** @description Conversations. */
                now: number;
                before: number;
            }[];
            objections: {
                conversation: components["schemas"]["TitledConversation"];
                insight: string;
                start_seconds: number | null;
            }[];
        };
        HomeNews: {
            id: components["schemas"]["Id"];
            title: string;
            company: string | null;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            kind: "new" | "processing" | "failed" | "changed";
            /** Format: date-time */
            at: string;
        };
        /** @description Whole days in the account's time zone, the last one included. */
        Days: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        Figure: {
            now: number;
            /** @description Of the period before. */
            before: number;
        };
        TitledConversation: {
            id: components["schemas"]["Id"];
            title: string;
        };
        Person: {
            id: components["schemas"]["Id"];
            name: string;
        };
        Participant: {
            name: string | null;
            email: string | null;
            role: string | null;
        };
        ConversationRow: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            status: "processing" | "completed" | "failed";
            title: string;
            company: string | null;
            /** Format: date-time */
            started_at: string;
            duration_seconds: number | null;
            /** @enum {string} */
            medium: "call" | "meeting" | "in_person" | "upload";
            sentiment: string | null;
            conversation_type: string | null;
            summary: string | null;
            department: components["schemas"]["Person"] | null;
            user: components["schemas"]["Person"] | null;
            participants: components["schemas"]["Participant"][];
            has_recording: boolean;
            /** @description Why processing failed. Null where it did not. */
            failure_code?: string | null;
            search?: components["schemas"]["RowFound"];
        };
        /** @description Only where words were searched for. */
        RowFound: {
            title_marks: components["schemas"]["Marks"];
            company_marks: components["schemas"]["Marks"];
            /** @description Sentences or messages that have one of the words. */
            hit_count: number;
            /** @description The best three of them, best first. None where the words stand in title, company or people alone. */
            hits: {
                /** @description Position in the transcript's sentences or messages. */
                sentence_index: number;
                /** @description The moment. Null in messages. */
                start_seconds: number | null;
                speaker_name: string | null;
                /** @description The sentence, or the part of a long one that has the words. */
                text: string;
                marks: components["schemas"]["Marks"];
            }[];
        };
        /** @description Where the words stand in the text, as [from, to) in UTF-16 units, as JavaScript's slice takes them. */
        Marks: number[][];
        /** @description Only where words were searched for. */
        SearchTold: {
            /**
             * @description The list ends although there are more conversations with the words of a phrase: only so many, the first of the order, were
             *     read for the phrase itself. Other filters reach the rest. Null where all were read, or there is another page.
             */
            only_read_for_phrases: number | null;
            /** @description Empty where words were found as typed. Else the words of the account that were searched for in their place. */
            second_try: {
                typed: string;
                words: string[];
            }[];
        };
        ConversationIds: string[];
        ManyOutcome: {
            done: components["schemas"]["Id"][];
            /** @description Those that nothing was done to. */
            left: {
                id: components["schemas"]["Id"];
                /** @enum {string} */
                reason: "not_found" | "not_allowed" | "too_late";
            }[];
        };
        SavedView: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description The query string of the list's address. */
            query: string;
        };
        Format: {
            id: string;
            name: string;
        };
        PastedText: {
            text: string;
            format?: string;
        };
        PastedTranscript: {
            text: string;
            format?: string;
            title?: string;
            company?: string;
            date?: string;
            language?: string;
        };
        /** @description What was mended, guessed or left out. */
        Notice: {
            code: string;
            count: number;
            /** @description Such as line 12 or 0:43. */
            first_place: string | null;
            /** @description A sentence. */
            meaning: string;
        };
        PreviewLine: {
            speaker_name: string | null;
            start_seconds: number | null;
            text: string;
        };
        TranscriptPreview: {
            /** @description The name of the format that it was read as. */
            format: string;
            line_count: number;
            duration_seconds: number | null;
            speakers: {
                name: string | null;
                line_count: number;
            }[];
            first_lines: components["schemas"]["PreviewLine"][];
            notices: components["schemas"]["Notice"][];
            /** @description As the text itself tells it. */
            title: string | null;
            company: string | null;
            date: string | null;
            language: string | null;
        };
        TakenIn: {
            conversation_id: components["schemas"]["Id"];
            already_here: boolean;
            notices: components["schemas"]["Notice"][];
        };
        /** @description Told with a file; none is needed. Those that are left out stay as they were. */
        UploadWishes: {
            title?: string;
            company?: string;
            date?: string;
            language?: string;
            speakers?: number;
            format?: string;
            /** @enum {string} */
            time_unit?: "s" | "ms";
            /** @description Take what is there of a recording that is cut off. */
            accept_truncated?: boolean;
        };
        UploadFault: {
            code: string;
            /** @description The reason, the place and what to do. */
            message: string;
        };
        UploadedConversation: {
            id: components["schemas"]["Id"];
            title: string;
            /** @enum {string} */
            status: "processing" | "completed" | "failed";
            failure: components["schemas"]["UploadFault"] | null;
            notices: components["schemas"]["Notice"][];
            step: {
                /** @description decode, recognise, speakers, peaks or analyse. */
                kind: string;
                progress: number;
            } | null;
        };
        Upload: {
            id: components["schemas"]["Id"];
            file_name: string;
            /** Format: int64 */
            bytes: number;
            /**
             * Format: int64
             * @description When the file was last changed, as its browser told. By it the same file is known again.
             */
            modified_ms: number | null;
            /**
             * Format: int64
             * @description The bytes that are here.
             */
            offset: number;
            /** @enum {string} */
            state: "open" | "received" | "taken_in" | "already_here" | "refused";
            fault: components["schemas"]["UploadFault"] | null;
            /** @description The refused file is still here and may be taken in with other wishes. */
            may_retry: boolean;
            notices: components["schemas"]["Notice"][];
            conversation: components["schemas"]["UploadedConversation"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description Counts the changes of the words and their speakers. */
        Revision: number;
        /** @description Sentences by their places from 0, both ends included. */
        SentenceRange: {
            first: number;
            last: number;
        };
        PlainLine: string;
        NullablePlainLine: string | null;
        NullableEmail: string | null;
        NullablePhone: string | null;
        ParticipantFields: {
            name?: components["schemas"]["NullablePlainLine"];
            email?: components["schemas"]["NullableEmail"];
            phone?: components["schemas"]["NullablePhone"];
            /** @description Such as customer or internal; an open list. */
            role?: string | null;
        };
        ConversationParticipant: {
            id: components["schemas"]["Id"];
            name: string | null;
            email: string | null;
            phone: string | null;
            role: string | null;
            /** @description The user of the account who has the address. */
            user: components["schemas"]["Person"] | null;
            /**
             * Format: uuid
             * @description The speaker of the same name; null for one who says nothing.
             */
            speaker_id: string | null;
        };
        ConversationSpeaker: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description May have been given the words of another. */
            is_uncertain: boolean;
            /** Format: uuid */
            participant_id: string | null;
            /** @description As of the last analysis; null where there is none of this name. */
            statistics: components["schemas"]["SpeakerStatistics"] | null;
        };
        SpeakerStatistics: {
            words: number;
            /** @description Share of all words. */
            word_share: number;
            questions: number;
            speaking_seconds: number | null;
            /** @description Share of all speaking time. */
            talk_ratio: number | null;
            longest_monologue_seconds: number | null;
            /** @description Mean silence before answering somebody else. */
            patience_seconds: number | null;
            /**
             * @description Null where too little was said; absent where an earlier release analysed it.
             * @enum {string|null}
             */
            sentiment?: "positive" | "neutral" | "negative" | null;
        };
        ConversationTopic: {
            name: string;
            first_sentence: number;
            last_sentence: number;
            /** @description Seconds. */
            start: number | null;
            end: number | null;
        };
        SummarySection: {
            /** @enum {string} */
            kind: "about" | "decisions" | "numbers" | "open_points" | "next_steps";
            points: {
                text: string;
                /** @description Places in the transcript that say it. */
                sentences: number[];
            }[];
        };
        ConversationInsight: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            type: "action_item" | "question" | "objection" | "pricing" | "competitor" | "next_step" | "risk";
            title: string;
            text: string;
            evidence: {
                /** @description Its place in the transcript. */
                sentence: number;
                /** Format: uuid */
                speaker_id: string | null;
                /** @description Seconds. */
                start: number | null;
                end: number | null;
                quote: string;
            }[];
            /** @description Of an action_item. */
            owner?: string | null;
            /** @description Of an action_item: YYYY-MM-DD. */
            due_date?: string | null;
            /**
             * Format: date-time
             * @description Of an action_item: since when it is done; null while open.
             */
            done_at?: string | null;
            /** @description Of a question. */
            asked_by?: string | null;
            /** @description Of a question: whether somebody else answered it; null where that is not clear. */
            answered?: boolean | null;
            /** @description Of a question: 1 for the one that says most. */
            rank?: number;
        };
        /** @description A failure or a notice as a code with its fields. docs/formats.md and the server's sentences tell the meanings; the page says it in its own words. */
        CodedFact: {
            code: string;
        } & {
            [key: string]: unknown;
        };
        ConversationRecording: {
            /** @description Path on this server: getRecording. */
            url: string;
            media_type: string;
            bytes: number;
            duration_seconds: number | null;
            /** @description The loudest moment of each span of peak_seconds, 0 to 127, at most 4,000 spans; null until the sound is decoded. A lane per speaker is made of it with the sentences' times. */
            peaks: number[] | null;
            peak_seconds: number;
        };
        ConversationPage: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            status: "processing" | "completed" | "failed";
            title: string;
            company: string | null;
            /** Format: date-time */
            started_at: string;
            duration_seconds: number | null;
            /** @enum {string} */
            medium: "call" | "meeting" | "in_person" | "upload";
            /** @description BCP 47. */
            language: string;
            conversation_type: string | null;
            /** @enum {string|null} */
            sentiment: "positive" | "neutral" | "negative" | null;
            summary: string | null;
            /** @description The long form of the summary; null where there is none, and where an earlier release made it. */
            summary_sections: components["schemas"]["SummarySection"][] | null;
            /** @description The owner */
            user: components["schemas"]["Person"] | null;
            department: components["schemas"]["Person"] | null;
            /** @description Those of the owner */
            teams: components["schemas"]["Person"][];
            participants: components["schemas"]["ConversationParticipant"][];
            /** @description In the order in which they first speak; empty while there is no transcript. */
            speakers: components["schemas"]["ConversationSpeaker"][];
            topics: components["schemas"]["ConversationTopic"][];
            insights: components["schemas"]["ConversationInsight"][];
            /** @description Of the last analysis; null where there is none. */
            statistics: {
                sentences: number;
                words: number;
                questions: number;
                /** @description Changes of speaker per minute. */
                interactivity_per_minute: number | null;
                /** @description The conversation in equal stretches, in order; absent where an earlier release analysed it. */
                sentiment_over_time?: {
                    first_sentence: number;
                    last_sentence: number;
                    /** @enum {string|null} */
                    sentiment: "positive" | "neutral" | "negative" | null;
                }[];
            } | null;
            /** @description Why there are no summary, topics and insights; null where it was analysed. */
            not_analysed: {
                reason: string;
                language: string | null;
            } | null;
            analysis_notices: components["schemas"]["CodedFact"][];
            /** @description It was edited, and its analysis is under way. */
            is_analysed_anew: boolean;
            imported_as: string | null;
            /** @description What was mended, guessed or left out when it came in. */
            notices: {
                code: string;
                count: number;
                first_place: string | null;
            }[];
            /** @description The step under way or next; null where nothing is to be done, and while a completed one is analysed anew. One that is completed may still get its waveform (peaks). */
            step: {
                /** @enum {string} */
                kind: "decode" | "recognise" | "speakers" | "peaks" | "analyse";
                progress: number;
            } | null;
            /** @description Why it failed; null where it did not. */
            failure: components["schemas"]["CodedFact"] | null;
            /** @description It failed, and another try may end otherwise. */
            is_worth_retry: boolean;
            /** @description Null while there is no transcript. */
            transcript_revision: number | null;
            recording: components["schemas"]["ConversationRecording"] | null;
            /** @description The caller may delete it and change owner and department. */
            may_manage: boolean;
        };
        TranscriptPage: {
            revision: components["schemas"]["Revision"];
            /** @description False for chats and texts: start and end are then null. */
            has_times: boolean;
            /** @description In the order in which they first speak. */
            speakers: {
                id: components["schemas"]["Id"];
                name: string;
                is_uncertain: boolean;
            }[];
            /** @description A sentence's place in this list, from 0, is its number. The server stores no times of single words. */
            sentences: {
                /** @description The place in speakers; null where nobody is named. */
                speaker: number | null;
                /** @description Seconds. */
                start: number | null;
                end: number | null;
                text: string;
                /** @description Only of a sentence that was edited: its words before. */
                original?: string;
            }[];
        };
        AccountSettings: {
            id: components["schemas"]["Id"];
            name: string;
            brand_name: string | null;
            brand_logo_url: string | null;
            /** @description False where brand_logo_url is a link of the operator. */
            has_stored_logo: boolean;
            /** @description Of conversations that name none. */
            language: string;
            /** @description An IANA name. */
            time_zone: string;
            internal_domains: string[];
            /** @description Whether conversation.completed is sent by itself. */
            webhooks_enabled: boolean;
            /** @description Whether everybody sees all conversations. */
            is_open: boolean;
        };
        AccountChanges: {
            name?: string;
            brand_name?: string | null;
            language?: string;
            time_zone?: string;
            internal_domains?: string[];
            webhooks_enabled?: boolean;
            is_open?: boolean;
        };
        Directory: {
            users: components["schemas"]["DirectoryUser"][];
            teams: components["schemas"]["Person"][];
            departments: components["schemas"]["Switchable"][];
            conversation_types: components["schemas"]["Switchable"][];
        };
        DirectoryUser: {
            id: components["schemas"]["Id"];
            name: string;
            email: string;
            active: boolean;
        };
        Switchable: {
            id: components["schemas"]["Id"];
            name: string;
            enabled: boolean;
        };
        UserRow: {
            id: components["schemas"]["Id"];
            name: string;
            email: string;
            role: components["schemas"]["Role"];
            /**
             * @description not_invited is somebody who was imported and can not sign in.
             * @enum {string}
             */
            status: "active" | "invited" | "not_invited" | "deactivated";
            department: components["schemas"]["Person"] | null;
            teams: components["schemas"]["Person"][];
            /** Format: date-time */
            invited_at: string | null;
            /**
             * Format: date-time
             * @description Within the last 90 days.
             */
            last_seen_at: string | null;
        };
        UserList: {
            users: components["schemas"]["UserRow"][];
            total: number;
        };
        UserAnswer: {
            user: components["schemas"]["UserRow"];
        };
        InvitedUser: {
            user: components["schemas"]["UserRow"];
            link: {
                url: string;
                /** Format: date-time */
                expires_at: string;
                /** @description Whether a mail server took it. */
                is_mailed: boolean;
            };
        };
        Team: {
            id: components["schemas"]["Id"];
            name: string;
            members: components["schemas"]["Person"][];
        };
        TokenName: string;
        /** @description Names of scopes as listTokenScopes gives them. */
        TokenScopes: string[];
        RequestsPerMinute: number;
        DailyConversationQuota: number;
        /**
         * Format: date-time
         * @description Null for a token that does not expire.
         */
        ExpiresAt: string | null;
        TokenAnswer: {
            token: components["schemas"]["ApiToken"];
        };
        ApiToken: {
            id: components["schemas"]["Id"];
            /** @description The first eleven characters. */
            token_prefix: string;
            name: string;
            /** @enum {string} */
            state: "live" | "expired" | "revoked";
            scopes: string[];
            include_recordings: boolean;
            requests_per_minute: number;
            daily_conversation_quota: number;
            /** @description Conversations of the daily quota that are used up. */
            used_today: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /**
             * Format: date-time
             * @description Null where it never called.
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @description Until then the secret before the last rotation is taken too; null where only one is.
             */
            old_secret_until: string | null;
        };
        /** @enum {string} */
        WebhookForm: "webhook" | "slack" | "teams" | "mail";
        /** @enum {string} */
        WebhookEvent: "conversation.completed" | "conversation.updated" | "conversation.failed" | "conversation.deleted";
        /** @enum {string} */
        DeliveryStatus: "pending" | "succeeded" | "failed" | "skipped" | "cancelled";
        /** @description A request that is repeated with its key gets its answer again, and nothing is sent twice. */
        ReplayKey: string;
        Webhook: {
            id: components["schemas"]["Id"];
            form: components["schemas"]["WebhookForm"];
            /** @description Null for mail, which goes to the owners of conversations. */
            url: string | null;
            events: components["schemas"]["WebhookEvent"][];
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            /** @description Whose scopes decide what is sent; null for a message to people. */
            token: {
                id: components["schemas"]["Id"];
                token_prefix: string;
                name: string;
            } | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Until then two secrets sign.
             */
            next_secret_at: string | null;
            health: components["schemas"]["WebhookHealth"];
        };
        WebhookHealth: {
            /** @enum {string} */
            state: "ok" | "failing" | "token_ended" | "paused" | "disabled";
            /** Format: date-time */
            last_success_at: string | null;
            /**
             * Format: date-time
             * @description Of failing, paused and disabled.
             */
            since: string | null;
            /** @description Failed attempts since the last success, where it fails. */
            failures: number | null;
            /**
             * @description Why nothing is sent.
             * @enum {string|null}
             */
            reason: "operator" | "gone" | "no_success" | "token_revoked" | "token_expired" | null;
        };
        LoggedDelivery: {
            id: components["schemas"]["Id"];
            webhook_id: components["schemas"]["Id"];
            event: components["schemas"]["WebhookEvent"];
            conversation_id: components["schemas"]["Id"];
            /** @description Its conversation is made up. */
            is_test: boolean;
            status: components["schemas"]["DeliveryStatus"];
            attempts: number;
            response_status: number | null;
            /** @description A code. */
            last_error: string | null;
            /** @description The same in words, with what to do. */
            reason: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            delivered_at: string | null;
        };
        DeliveryAttempt: {
            attempt: number;
            /** Format: date-time */
            at: string;
            /** @description delivered, or a code as in last_error. */
            outcome: string;
            response_status: number | null;
            latency_ms: number;
        };
        WebhookDeliveryAnswer: {
            delivery: components["schemas"]["LoggedDelivery"];
            attempts: components["schemas"]["DeliveryAttempt"][];
            /** @description The last attempt's request, or the first one's that is to come. The body is the very text that is sent. Signatures are made with the secrets of now, and the second of the time stamp may be one off. */
            request: {
                /** @description Null for mail, and of a webhook that is deleted. */
                url: string | null;
                headers: {
                    name: string;
                    value: string;
                }[];
                body: string;
                body_bytes: number;
                /** @description Only the beginning of a long body is here. */
                is_cut: boolean;
            } | {
                /** @enum {string} */
                gone: "conversation_deleted" | "erased" | "no_recipient";
            };
        };
        ReplayAnswer: {
            /** @description This is the answer to the first request with the key. */
            repeated: boolean;
            /** @description They are sent again. */
            replayed: number;
            /** @description They were waiting anyway. */
            due_now: number;
            /** @description Nothing is left to tell of their conversations. */
            erased: number;
            /** @description Their conversations are deleted. */
            deleted: number;
            /** @description More than one request takes. */
            left: number;
        };
        AuditEntry: {
            sequence: number;
            /** Format: date-time */
            at: string;
            actor: {
                /** @enum {string} */
                kind: "operator" | "server" | "user" | "token";
                id: string | null;
                /** @description Null where it is erased. */
                name: string | null;
            };
            action: string;
            subject: {
                kind: string;
                id: components["schemas"]["Id"];
                name: string | null;
            };
            details: {
                [key: string]: unknown;
            };
        };
    };
    responses: {
        /** @description A parameter or the body is malformed. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Nobody is signed in, or address and password do not belong together. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The caller's role does not allow it, or the header X-Meetric is missing. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such thing, or the caller may not see it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It was changed meanwhile, or there is one already. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the server takes. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON. */
        NoJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The text is no transcript that can be stored; the message says why, where, and what to do. */
        Unreadable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server cannot keep it at the moment. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many tries. Retry-After says when to try again. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It is edited. */
        TranscriptEdited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    revision: components["schemas"]["Revision"];
                };
            };
        };
        /** @description It is edited. The speaker as he or she is called now. */
        SpeakerEdited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    revision: components["schemas"]["Revision"];
                    speaker: components["schemas"]["Person"];
                };
            };
        };
        /** @description If-Match or If-Unmodified-Since does not hold. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The range begins after the end. */
        RangeNotSatisfiable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        Id: components["schemas"]["Id"];
        UserId: components["schemas"]["Id"];
        /** @description The speaker's id, which is another one once the name is. */
        SpeakerId: components["schemas"]["Id"];
        /** @description The participant's id. */
        ParticipantId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    /** @description The account that was chosen, after an answer that asks for it. */
                    account_id?: components["schemas"]["Id"];
                };
            };
        };
        responses: {
            /** @description The address has several accounts with this password. The same again with account_id signs in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountChoice"];
                };
            };
            /** @description Signed in. The cookies are set. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. The cookies are taken back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookies are set anew. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    createSessionByLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: components["schemas"]["LinkSecret"];
                };
            };
        };
        responses: {
            /** @description Signed in. The cookies are set. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current_password: string;
                    password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            /** @description Changed. The caller's other sessions are ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    deleteSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. The cookies are taken back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    deleteOneSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFirstRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstRunState"];
                };
            };
        };
    };
    completeFirstRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: components["schemas"]["LinkSecret"];
                    name: components["schemas"]["PersonName"];
                    email: components["schemas"]["EmailAddress"];
                    password: components["schemas"]["NewPassword"];
                    account_name: string;
                    time_zone?: string;
                };
            };
        };
        responses: {
            /** @description Signed in as the owner. The cookies are set. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    checkLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: components["schemas"]["LinkSecret"];
                };
            };
        };
        responses: {
            /** @description What it is for. It is not used up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: components["schemas"]["LinkSecret"];
                    name: components["schemas"]["PersonName"];
                    password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            /** @description Signed in. The cookies are set. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description The same for every address, whether somebody has it or not. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetRequested"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    completePasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: components["schemas"]["LinkSecret"];
                    password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            /** @description Signed in; all earlier sessions are ended. The cookies are set. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    getHome: {
        parameters: {
            query?: {
                /** @description The length of the period; it ends today, in the account's time zone. */
                days?: 7 | 28 | 90;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The start page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    addVisit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Words that are searched for. */
                q?: string;
                /** @description Began then or later. */
                from?: string;
                /** @description Began before. */
                to?: string;
                /** @description The owner. */
                user_id?: components["schemas"]["Id"];
                /** @description A team of the owner. */
                team_id?: components["schemas"]["Id"];
                department_id?: components["schemas"]["Id"];
                conversation_type?: string;
                medium?: "call" | "meeting" | "in_person" | "upload";
                sentiment?: "positive" | "neutral" | "negative";
                status?: "processing" | "completed" | "failed";
                /** @description The name of a topic, in upper or lower case. listTopics has those that there are. */
                topic?: string;
                insight_type?: "action_item" | "question" | "objection" | "pricing" | "competitor" | "next_step" | "risk";
                /** @description The e-mail address of somebody who took part. */
                participant?: string;
                /** @description By default relevance with words, else newest. Without words relevance is newest. */
                sort?: "newest" | "oldest" | "longest" | "relevance";
                /** @description The next_cursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: components["schemas"]["ConversationRow"][];
                        next_cursor: string | null;
                        search?: components["schemas"]["SearchTold"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    listTopics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 topics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        topics: {
                            name: string;
                            conversations: number;
                        }[];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    changeConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["ConversationIds"];
                    /** Format: uuid */
                    user_id?: string | null;
                    /** Format: uuid */
                    department_id?: string | null;
                    conversation_type?: string | null;
                };
            };
        };
        responses: {
            /** @description What became of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyOutcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["ConversationIds"];
                };
            };
        };
        responses: {
            /** @description What became of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyOutcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    restoreConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["ConversationIds"];
                };
            };
        };
        responses: {
            /** @description What became of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyOutcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    exportConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["ConversationIds"];
                    /**
                     * @default txt
                     * @enum {string}
                     */
                    format?: "vtt" | "srt" | "txt" | "md" | "json" | "csv";
                };
            };
        };
        responses: {
            /** @description The file, which is made while it is sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listSavedViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The views. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        saved_views: components["schemas"]["SavedView"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    addSavedView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    query: string;
                };
            };
        };
        responses: {
            /** @description The new view. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    deleteSavedView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    changeSavedView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    query?: string;
                };
            };
        };
        responses: {
            /** @description The view as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listFormats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        transcripts: components["schemas"]["Format"][];
                        recordings: components["schemas"]["Format"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    previewTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PastedText"];
            };
        };
        responses: {
            /** @description What was read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptPreview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NoJson"];
            422: components["responses"]["Unreadable"];
        };
    };
    pasteTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PastedTranscript"];
            };
        };
        responses: {
            /** @description The caller has it already; nothing was stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenIn"];
                };
            };
            /** @description It is stored, and its analysis has begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NoJson"];
            422: components["responses"]["Unreadable"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 300. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uploads: components["schemas"]["Upload"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    dismissUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    retryUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadWishes"];
            };
        };
        responses: {
            /** @description It is being taken in. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["NoJson"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversation: components["schemas"]["ConversationPage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted; restoreConversation brings it back until then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        erase_at: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: components["schemas"]["PlainLine"];
                    company?: components["schemas"]["NullablePlainLine"];
                    conversation_type?: components["schemas"]["NullablePlainLine"];
                    /** Format: uuid */
                    user_id?: string | null;
                    /** Format: uuid */
                    department_id?: string | null;
                };
            };
        };
        responses: {
            /** @description It is changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    restoreConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    retryConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is queued. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transcript. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptPage"];
                };
            };
            /** @description The same as that of the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
        };
    };
    editSentence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The sentence's place in the transcript, from 0. */
                sentence: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: components["schemas"]["Revision"];
                    text: string;
                };
            };
        };
        responses: {
            200: components["responses"]["TranscriptEdited"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    assignSentences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: components["schemas"]["Revision"];
                    ranges: components["schemas"]["SentenceRange"][];
                    /** Format: uuid */
                    speaker_id?: string;
                    name?: components["schemas"]["PlainLine"];
                };
            };
        };
        responses: {
            200: components["responses"]["SpeakerEdited"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    renameSpeaker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The speaker's id, which is another one once the name is. */
                speaker_id: components["parameters"]["SpeakerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: components["schemas"]["PlainLine"];
                };
            };
        };
        responses: {
            200: components["responses"]["SpeakerEdited"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    tieSpeaker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The speaker's id, which is another one once the name is. */
                speaker_id: components["parameters"]["SpeakerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    user_id?: string;
                    /** Format: uuid */
                    participant_id?: string;
                    name?: components["schemas"]["PlainLine"];
                    email?: components["schemas"]["NullableEmail"];
                    phone?: components["schemas"]["NullablePhone"];
                };
            };
        };
        responses: {
            200: components["responses"]["SpeakerEdited"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    untieSpeaker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The speaker's id, which is another one once the name is. */
                speaker_id: components["parameters"]["SpeakerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SpeakerEdited"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    mergeSpeakers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: components["schemas"]["Revision"];
                    from: string[];
                    /** Format: uuid */
                    into: string;
                };
            };
        };
        responses: {
            /** @description They are one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: components["schemas"]["Revision"];
                        moved: {
                            name: string;
                            ranges: components["schemas"]["SentenceRange"][];
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addParticipant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParticipantFields"];
            };
        };
        responses: {
            /** @description The participant is listed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    removeParticipant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The participant's id. */
                participant_id: components["parameters"]["ParticipantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The participant is listed no longer. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateParticipant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The participant's id. */
                participant_id: components["parameters"]["ParticipantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParticipantFields"];
            };
        };
        responses: {
            /** @description It is changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    tickActionItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /** @description The id of an insight of type action_item. */
                insight_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    is_done: boolean;
                };
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    exportConversation: {
        parameters: {
            query?: {
                /** @description Captions (vtt, srt), plain text, Markdown, JSON with all that is known, or a table. */
                format?: "vtt" | "srt" | "txt" | "md" | "json" | "csv";
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, named after the conversation's title in Content-Disposition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
        };
    };
    getRecording: {
        parameters: {
            query?: {
                /** @description To be saved as a file that is named after the title. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The bytes of Content-Range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The same as that of the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            416: components["responses"]["RangeNotSatisfiable"];
        };
    };
    changeProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: components["schemas"]["PersonName"];
                    email?: components["schemas"]["EmailAddress"];
                    current_password?: string;
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    getAccountSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSettings"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    changeAccountSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChanges"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    setLogo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    deleteLogo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no logo any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getDirectory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users, teams, departments and types of the account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Directory"];
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 5,000; total tells how many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: components["schemas"]["EmailAddress"];
                    name?: components["schemas"]["PersonName"];
                    role: components["schemas"]["Role"];
                    department_id?: components["schemas"]["Id"] | null;
                    team_ids?: components["schemas"]["Id"][];
                };
            };
        };
        responses: {
            /** @description Invited. The link is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: components["schemas"]["PersonName"];
                    email?: components["schemas"]["EmailAddress"];
                    role?: components["schemas"]["Role"];
                    department_id?: components["schemas"]["Id"] | null;
                    /** @description False ends all sessions at once. */
                    active?: boolean;
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    inviteUserAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The earlier link opens nothing any more. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    resetUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link is shown this once. The old password holds until it is used. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listTeams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The teams. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        teams: components["schemas"]["Team"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    addTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The new team. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    deleteTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. Its members stay users. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    renameTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Renamed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    joinTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is a member. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    leaveTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is no member. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listAppDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The departments, disabled ones too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        departments: components["schemas"]["Switchable"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    addDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The new department. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    changeDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listConversationTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types, disabled ones too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversation_types: components["schemas"]["Switchable"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    addConversationType: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The new type. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    deleteConversationType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    changeConversationType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled: boolean;
                };
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: components["schemas"]["ApiToken"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: components["schemas"]["TokenName"];
                    scopes: components["schemas"]["TokenScopes"];
                    include_recordings: boolean;
                    requests_per_minute: components["schemas"]["RequestsPerMinute"];
                    daily_conversation_quota: components["schemas"]["DailyConversationQuota"];
                    expires_at: components["schemas"]["ExpiresAt"];
                };
            };
        };
        responses: {
            /** @description The token with its text. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: components["schemas"]["ApiToken"];
                        /** @description It is nowhere to be had again. */
                        text: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    changeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: components["schemas"]["TokenName"];
                    scopes?: components["schemas"]["TokenScopes"];
                    include_recordings?: boolean;
                    requests_per_minute?: components["schemas"]["RequestsPerMinute"];
                    daily_conversation_quota?: components["schemas"]["DailyConversationQuota"];
                    expires_at?: components["schemas"]["ExpiresAt"];
                };
            };
        };
        responses: {
            /** @description The token as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    rotateToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    overlap_hours: number;
                };
            };
        };
        responses: {
            /** @description The new text of the token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description It is nowhere to be had again. */
                        text: string;
                        /** Format: date-time */
                        old_secret_until: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    endTokenOverlap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Only the new secret is taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listTokenScopes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order in which they are shown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scopes: {
                            name: string;
                            meaning: string;
                        }[];
                        presets: {
                            id: string;
                            name: string;
                            meaning: string;
                            scopes: string[];
                            include_recordings: boolean;
                        }[];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                        /** @description Those that can be made here; mail needs an SMTP server. */
                        forms: components["schemas"]["WebhookForm"][];
                        events: components["schemas"]["WebhookEvent"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    form: components["schemas"]["WebhookForm"];
                    token_id?: components["schemas"]["Id"];
                    url?: string;
                    events?: components["schemas"]["WebhookEvent"][];
                };
            };
        };
        responses: {
            /** @description The webhook. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                        /** @description It is nowhere to be had again. Null for a message to people. */
                        secret: string | null;
                        /** @description A host that has no address at the moment. */
                        unresolved_host: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listWebhookActivity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook without an attempt is not there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description When each of the 24 hours began, oldest first. */
                        hours: string[];
                        /**
                         * Format: date-time
                         * @description Attempts before were too many to count; usually the first hour.
                         */
                        since: string;
                        webhooks: {
                            id: components["schemas"]["Id"];
                            succeeded: number[];
                            failed: number[];
                        }[];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                        /** @description How many there are by status, tests left out. */
                        deliveries: {
                            [key: string]: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Deliveries that waited and are not sent. */
                        cancelled: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    pauseWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is paused, or was stopped before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    resumeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is active. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Deliveries that were skipped while it was stopped. */
                        missed: number;
                        /**
                         * Format: date-time
                         * @description The oldest of them.
                         */
                        since: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    overlap_hours: number;
                };
            };
        };
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description It is nowhere to be had again. */
                        secret: string;
                        /** Format: date-time */
                        switches_at: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    endWebhookOverlap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Only the new secret signs. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery with its attempt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: components["schemas"]["ReplayKey"];
                    /**
                     * @description Those that were given up or skipped, or every one.
                     * @enum {string}
                     */
                    which: "failed" | "all";
                    /** Format: date-time */
                    since?: string;
                    /** Format: date-time */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description What is sent again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                status?: components["schemas"]["DeliveryStatus"];
                event?: components["schemas"]["WebhookEvent"];
                /** @description Deliveries that were made then or later. */
                since?: string;
                /** @description Deliveries that were made before. */
                until?: string;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["LoggedDelivery"][];
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: {
                /** @description Waits up to four seconds for an attempt after so many, or for the end of the delivery. */
                after_attempts?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: components["schemas"]["ReplayKey"];
                };
            };
        };
        responses: {
            /** @description It is sent again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                action?: string;
                subject_id?: components["schemas"]["Id"];
                before?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries with the names of today. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        /** @description Asks for the next page. */
                        before: number | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        whole: boolean;
                        entries: number;
                        head: string | null;
                        /** @enum {string|null} */
                        problem: "changed" | "missing" | "cut_off" | "other_than_kept" | null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
}
export interface parametersWithDefault {
    getHome: "days";
    listConversations: "limit";
    exportConversation: "format";
    getRecording: "download";
    listWebhookDeliveries: "limit";
    listAudit: "limit";
}
