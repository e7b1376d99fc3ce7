// What @freshice/core/probe exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { IceClient } from '@freshice/core'
import type { IceUrl } from '@freshice/core'

export type IceProbeResult = (Probed & {
    readonly status: 'reached';
    readonly candidateType: 'relay' | 'srflx' | 'host';
    readonly timeToCandidate: number;
    readonly roundTripTime: number | undefined;
}) | (Probed & {
    readonly status: 'failed';
    readonly reason: ProbeReason;
    readonly message: string;
    readonly errorCode: number | undefined;
}) | (Probed & {
    readonly status: 'silent';
    readonly message: string;
});

export interface IceProbeState {
    readonly results: readonly IceProbeResult[];
    readonly isProbing: boolean;
    readonly error: Error | undefined;
}

/** @internal */
export interface LiveIceProbe {
    probe(options?: Pick<ProbeOptions, 'timeout'>): Promise<IceProbeState>;
    end(): void;
}

export interface ProbeOptions {
    timeout?: number | undefined;
    signal?: AbortSignal | undefined;
    onResult?: ((result: IceProbeResult) => void) | undefined;
}

export type ProbeReason = keyof typeof REASONS;

/** @internal */
export function liveIceProbe(client: IceClient, onChange: (state: IceProbeState) => void): LiveIceProbe;

/** @internal */
export const noIceProbe: IceProbeState;

export function probeIceServers(iceServers: readonly RTCIceServer[], { timeout, signal, onResult }?: ProbeOptions): Promise<IceProbeResult[]>;

// Not exported, but part of the above.

interface Probed {
    readonly url: string;
    readonly protocol: IceUrl['transport'] | undefined;
}

const REASONS: {
    readonly unauthorized: "The server refuses the username and credential: they have run out, or are wrong.";
    readonly refused: "The server answers with an error.";
    readonly unreachable: "Nothing connects there: the server is down, a firewall is in the way, or its certificate is not trusted.";
    readonly 'unknown-host': "The name of the server cannot be found.";
    readonly 'blocked-port': "Browsers do not dial this port.";
    readonly 'invalid-url': "Not every browser takes this URL; validateIceServers says why.";
    readonly 'invalid-credential': "The username or credential is missing, or cannot be sent.";
};
