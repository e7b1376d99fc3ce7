// What @freshice/core/tabs exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { IceServersError } from '@freshice/core'
import type { IceUrl } from '@freshice/core'
import type { Platform } from '@freshice/core'
import type { RefreshReason } from '@freshice/core'

export type Share = (sharer: Sharer) => {
    attempt: Attempt;
    clear(): void;
};

export function shareAcrossTabs({ key }: {
    key: string;
}): Share;

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
