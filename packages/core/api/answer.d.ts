// What @freshice/core/answer exports. Written by `pnpm release:check --update`; a change here is a change for users.

export interface AnswerContext {
    serverDate?: string | null | undefined;
    age?: string | null | undefined;
    now?: number | undefined;
}

export type FaultCode = keyof typeof SENTENCES;

export interface IceServerProblem {
    readonly path: string;
    readonly code: FaultCode;
    readonly message: string;
}

export class IceServersError extends Error {
    readonly name = "IceServersError";
    readonly code: IceServersErrorCode;
    readonly status: number | undefined;
    readonly retryAt: number | undefined;
    constructor(code: IceServersErrorCode, message: string, { status, retryAt, ...options }?: {
        cause?: unknown;
        status?: number | undefined;
        retryAt?: number | undefined;
    });
}

export type IceServersErrorCode = 'network' | 'timeout' | 'http' | 'unauthorized' | 'invalid-answer' | 'expired' | 'aborted';

export interface IceUrl {
    readonly scheme: 'stun' | 'turn' | 'turns';
    readonly host: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp' | 'tls';
}

export interface ParsedIceServers {
    iceServers: RTCIceServer[];
    lifetime: number | undefined;
    problems: IceServerProblem[];
}

export interface ValidatedIceServers {
    ok: boolean;
    iceServers: RTCIceServer[];
    problems: IceServerProblem[];
}

export function parseIceServers(body: unknown, context?: AnswerContext): ParsedIceServers;

export function validateIceServers(value: unknown): ValidatedIceServers;

// Not exported, but part of the above.

const SENTENCES: {
    readonly 'not-a-list': "is no list of ICE servers";
    readonly 'one-object': "is one server and not a list; it was wrapped";
    readonly 'not-a-server': "is no ICE server that can be read";
    readonly 'legacy-url': "names its URL \"url\"; it is \"urls\" now";
    readonly 'credential-type': "has a credentialType, which is gone";
    readonly 'no-urls': "is empty";
    readonly 'invalid-url': "is no ICE server URL (expected stun:, turn: or turns:)";
    readonly 'invalid-scheme': "is no stun:, turn: or turns: URL";
    readonly stuns: "uses stuns:, on which Firefox throws";
    readonly 'invalid-host': "has no usable host";
    readonly 'invalid-port': "has no usable port";
    readonly 'port-53': "uses port 53, to which Chromium sends nothing";
    readonly 'blocked-port': "uses a port that browsers block";
    readonly 'stun-query': "is a stun: URL with a query";
    readonly 'invalid-transport': "has a query other than transport=udp or transport=tcp";
    readonly 'repaired-url': "was written in a way not every browser reads, and repaired";
    readonly 'no-username': "is a TURN URL, but its username is missing";
    readonly 'no-credential': "is a TURN URL, but its credential is missing";
    readonly 'long-username': "is a TURN URL, but its username is longer than 508 bytes";
    readonly 'control-characters': "is a TURN URL, but its username or credential has control characters";
    readonly 'long-credential': "is a TURN URL, but its credential is longer than 10,000 characters";
    readonly 'too-many': "is longer than 500 URLs; the rest was left out";
    readonly 'ip-over-tls': "dials an IP address over TLS, to which Firefox sends nothing; give it a name";
    readonly duplicate: "was in the list before";
};
