// What @freshice/core exports. Written by `pnpm release:check --update`; a change here is a change for users.

export interface AnswerContext {
    serverDate?: string | null | undefined;
    age?: string | null | undefined;
    now?: number | undefined;
}

export type FaultCode = keyof typeof SENTENCES;

export type FetchIceServers = (context: {
    signal: AbortSignal;
    reason: RefreshReason;
}) => Promise<unknown>;

export interface IceClient {
    getIceServers(options?: {
        minValidity?: number | undefined;
        signal?: AbortSignal | undefined;
    }): Promise<RTCIceServer[]>;
    refresh(options?: {
        force?: boolean | undefined;
        signal?: AbortSignal | undefined;
    }): Promise<RTCIceServer[]>;
    getState(): IceState;
    subscribe(listener: (state: IceState) => void): () => void;
    clear(): void;
}

export interface IceClientOptions {
    headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
    credentials?: RequestCredentials | undefined;
    method?: string | undefined;
    body?: BodyInit | undefined;
    timeout?: number | undefined;
    ttl?: number | undefined;
    filter?: ((url: IceUrl) => boolean) | undefined;
    maxUrls?: number | undefined;
    fallback?: RTCIceServer[] | undefined;
    keepAlive?: boolean | undefined;
    initial?: unknown;
    share?: Share | undefined;
    onEvent?: ((event: IceEvent) => void) | undefined;
    platform?: Partial<Platform> | undefined;
}

export type IceEvent = {
    readonly type: 'request-started';
    readonly reason: RefreshReason;
} | {
    readonly type: 'request-succeeded';
    readonly reason: RefreshReason;
    readonly duration: number;
    readonly expiresAt: number;
    readonly problems: number;
} | {
    readonly type: 'request-failed';
    readonly reason: RefreshReason;
    readonly duration: number;
    readonly code: IceServersErrorCode;
    readonly status: number | undefined;
    readonly retryIn: number | undefined;
} | {
    readonly type: 'scheduled';
    readonly refreshAt: number;
} | {
    readonly type: 'lifetime-assumed';
    readonly lifetime: number;
} | {
    readonly type: 'skew-seen';
    readonly skew: number;
} | {
    readonly type: 'stale' | 'expired' | 'cleared';
};

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

export type IceState = (IceStateWithout & {
    readonly status: 'pending';
}) | (IceStateWithout & {
    readonly status: 'unavailable';
    readonly error: IceServersError;
}) | (IceStateWith & {
    readonly status: 'fresh' | 'stale' | 'expired';
});

export interface IceUrl {
    readonly scheme: 'stun' | 'turn' | 'turns';
    readonly host: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp' | 'tls';
}

export type KeepFreshEvent = {
    readonly type: 'applied' | 'moved';
    readonly expiresAt: number;
} | {
    readonly type: 'refused';
    readonly url: string;
} | {
    readonly type: 'restarting';
    readonly reason: RestartReason;
} | {
    readonly type: 'restart-unanswered';
    readonly message: string;
} | {
    readonly type: 'failed';
    readonly doing: 'apply' | 'restart' | 'look';
    readonly error: unknown;
} | {
    readonly type: 'ended';
};

export interface KeepFreshOptions {
    restartIce?: 'relayed' | 'always' | 'never' | undefined;
    polite?: boolean | undefined;
    restart?: ((pc: RTCPeerConnection, reason: RestartReason) => void | Promise<void>) | undefined;
    onEvent?: ((event: KeepFreshEvent) => void) | undefined;
}

export interface ParsedIceServers {
    iceServers: RTCIceServer[];
    lifetime: number | undefined;
    problems: IceServerProblem[];
}

export interface PeerConnectionState {
    readonly pc: RTCPeerConnection | undefined;
    readonly connectionState: RTCPeerConnectionState | undefined;
    readonly error: Error | undefined;
}

export interface Platform {
    fetch(input: string, init?: RequestInit): Promise<Response>;
    now(): number;
    monotonic(): number;
    random(): number;
    setTimeout(callback: () => void, delay: number): unknown;
    clearTimeout(timer: unknown): void;
    isVisible(): boolean;
    isOnline(): boolean;
    listen(listener: (type: string) => void): () => void;
}

export type RefreshReason = 'initial' | 'scheduled' | 'retry' | 'requested' | 'refused';

export type RestartReason = 'credential' | 'repair';

export type Share = (sharer: Sharer) => {
    attempt: Attempt;
    clear(): void;
};

/** @internal */
export interface TrackedState<Extras> {
    subscribe(onChange: () => void): () => void;
    getSnapshot(): IceState & Extras;
    getServerSnapshot(): IceState & Extras;
}

export interface ValidatedIceServers {
    ok: boolean;
    iceServers: RTCIceServer[];
    problems: IceServerProblem[];
}

export function createIceClient(source: string | URL | FetchIceServers, options?: IceClientOptions): IceClient;

/** @internal */
export function firstState(client: IceClient): IceState;

export function keepFresh(pc: RTCPeerConnection, client: IceClient, options?: KeepFreshOptions): () => void;

/** @internal */
export function livePeerConnection(client: IceClient, options: () => RTCConfiguration & KeepFreshOptions, onChange: (state: PeerConnectionState) => void): () => void;

/** @internal */
export const noPeerConnection: PeerConnectionState;

export function parseIceServers(body: unknown, context?: AnswerContext): ParsedIceServers;

/** @internal */
export function refreshState(client: IceClient): Promise<IceState>;

/** @internal */
export const serverIceClient: IceClient;

/** @internal */
export function sharedIceClient(url: string | URL): IceClient;

/** @internal */
export function trackState<Extras extends object>(client: IceClient, extras: Extras): TrackedState<Extras>;

export function validateIceServers(value: unknown): ValidatedIceServers;

// Not exported, but part of the above.

type Attempt = (controller: AbortController, reason: RefreshReason, lifetime: number | undefined) => Promise<AttemptAnswer>;

interface AttemptAnswer extends ReadAnswer {
    skew: number;
    start?: Moment;
}

interface AttemptOptions extends SelectOptions {
    ttl?: number | undefined;
    timeout?: number | undefined;
}

interface Failure {
    readonly error: IceServersError;
    readonly failures: number;
    readonly at: Moment;
    delay: number;
    readonly retryAfter: number;
}

interface Fault {
    path: string;
    kind: 'list' | 'too-many' | 'server' | 'urls' | 'url' | 'credential' | 'duplicate' | 'repaired-url' | 'ip-over-tls' | 'legacy-url' | 'credential-type';
    given: unknown;
}

interface Generation extends Life {
    readonly iceServers: RTCIceServer[];
    readonly open: RTCIceServer[];
    readonly refreshAge: number;
}

interface IceStateBase {
    readonly isRefreshing: boolean;
    readonly error: IceServersError | undefined;
    readonly nextAttemptAt: number | undefined;
}

interface IceStateWith extends IceStateBase {
    readonly iceServers: RTCIceServer[];
    readonly expiresAt: number;
    readonly refreshAt: number;
    readonly updatedAt: number;
}

interface IceStateWithout extends IceStateBase {
    readonly iceServers: RTCIceServer[] | undefined;
    readonly expiresAt: undefined;
    readonly refreshAt: undefined;
    readonly updatedAt: undefined;
}

interface Known {
    generation: Generation | undefined;
    refused?: Generation | undefined;
    failure?: Failure | undefined;
    isReachable?: boolean;
    lastStart?: Moment | undefined;
    inFlight?: Promise<Generation> | undefined;
    session: AbortController;
}

interface Life {
    readonly start: Moment;
    readonly lifetime: number;
}

interface Moment {
    readonly wall: number;
    readonly monotonic: number;
}

interface ReadAnswer {
    iceServers: RTCIceServer[];
    faults: Fault[];
    lifetime: number | undefined;
}

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

interface SelectOptions {
    filter?: ((url: IceUrl) => boolean) | undefined;
    maxUrls?: number | undefined;
}

interface Sharer {
    known: Known;
    attempt: Attempt;
    options: AttemptOptions & {
        platform?: Partial<Platform> | undefined;
    };
    look: () => void;
    forget: () => void;
}
