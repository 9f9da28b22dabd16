// The runbooks of these tests: every kind of step, every kind of evidence, a branch, a fallback, and a drill.
export const LOCKOUT = `
id: conditional-access-lockout
title: Conditional Access lock-out
summary: A policy blocks every administrator.
reviewed: 2026-11-01
sources:
  - name: Manage emergency access accounts
    date: 2026-10-01
domains: [dont-know, conditional-access]
limits: { useMinutes: 60 }
before: []
steps:
  - id: look
    title: Look at the error
    body: Read it out.
    kind: check
    look: admins-work
    by: responder
    minutes: 5
    evidence: choice
    choices:
      - { id: policy, title: A policy }
      - { id: other, title: Something else }
  - id: sign-in
    title: Sign in
    body: Type the whole name.
    kind: do
    after: []
    minutes: 5
    evidence: text
    fallback: call-vendor
  - id: call-vendor
    title: Call the vendor
    body: Ring the number.
    kind: do
    minutes: 30
    evidence: number
  - id: which
    title: Decide what to do
    body: Never delete it.
    kind: decide
    after: [sign-in, call-vendor]
    minutes: 5
    choices:
      - { id: report-only, title: Report only, to: [set-it] }
      - { id: exclude, title: Exclude, to: [exclude-it] }
  - id: set-it
    title: Set it
    body: Choose and save.
    kind: do
    minutes: 5
    evidence: link
  - id: exclude-it
    title: Exclude both
    body: Choose and save.
    kind: do
    minutes: 5
    evidence: number
  - id: works
    title: Check that people can sign in
    body: Ask two of them.
    kind: witness
    by: responder
    after: [which, set-it, exclude-it]
    minutes: 10
    evidence: text
  - id: tell
    title: Tell the room
    body: Say what was done.
    kind: do
    by: responder
    minutes: 2
after:
  - id: mend
    title: Mend the policy
    body: Say who mended it.
    for: any
    owner: responder
    minutes: 2880
    evidence: link
  - id: count
    title: Count the changes
    body: All of them.
    for: any
    owner: responder
    minutes: 2880
    evidence: number
`;

export const DRILL = `
id: emergency-drill
title: Emergency drill
summary: The same night, with nothing broken.
reviewed: 2026-11-01
sources:
  - name: Manage emergency access accounts
    date: 2026-10-01
domains: [drill]
before: []
steps:
  - id: open-nothing
    title: Hold the sealed parts
    body: Open nothing.
    kind: do
    minutes: 5
  - id: sign-in
    title: Sign in once with the account
    body: One sign-in, no other.
    kind: do
    minutes: 10
    evidence: text
  - id: admin-task
    title: Do the one named action
    body: The action of the announcement, no other.
    kind: witness
    after: [sign-in]
    minutes: 10
    evidence: text
`;

export const POST_USE = `
tasks:
  - id: sessions
    title: Revoke all sessions
    body: Users, the account, Revoke sessions.
    for: any
    owner: operator
    minutes: 60
    evidence: text
  - id: keys
    title: Compare the registered keys
    body: The same keys and no others.
    for: passkey
    owner: custodian
    minutes: 240
    evidence: text
  - id: reset
    title: Reset the password
    body: Two halves, two people.
    for: password
    owner: custodian
    minutes: 240
    evidence: text
  - id: replace
    title: Replace the certificate
    body: A new card.
    for: certificate
    owner: custodian
    minutes: 1440
    evidence: text
`;
