// What @freshice/vue exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { App } from 'vue'
import type { ComputedRef } from 'vue'
import type { IceClient } from '@freshice/core'
import type { IceProbeState } from '@freshice/core/probe'
import type { IceState } from '@freshice/core'
import type { KeepFreshOptions } from '@freshice/core'
import type { MaybeRefOrGetter } from 'vue'
import type { PeerConnectionState } from '@freshice/core'
import type { ProbeOptions } from '@freshice/core/probe'

export interface IceClientPluginOptions {
    client: IceClient;
}

export type IceSource = IceClient | string | URL;

export type UseIceProbeOptions = Pick<ProbeOptions, 'timeout'>;

export type UseIceProbeReturn = {
    readonly [Key in keyof IceProbeState]: ComputedRef<IceProbeState[Key]>;
} & {
    readonly probe: () => Promise<IceProbeState>;
};

export interface UseIceServersReturn {
    readonly status: ComputedRef<IceState['status']>;
    readonly iceServers: ComputedRef<IceState['iceServers']>;
    readonly expiresAt: ComputedRef<IceState['expiresAt']>;
    readonly refreshAt: ComputedRef<IceState['refreshAt']>;
    readonly updatedAt: ComputedRef<IceState['updatedAt']>;
    readonly isRefreshing: ComputedRef<IceState['isRefreshing']>;
    readonly error: ComputedRef<IceState['error']>;
    readonly nextAttemptAt: ComputedRef<IceState['nextAttemptAt']>;
    readonly state: ComputedRef<IceState>;
    readonly refresh: () => Promise<IceState>;
    readonly client: ComputedRef<IceClient>;
}

export type UsePeerConnectionOptions = Omit<RTCConfiguration, 'iceServers'> & KeepFreshOptions;

export type UsePeerConnectionReturn = {
    readonly [Key in keyof PeerConnectionState]: ComputedRef<PeerConnectionState[Key]>;
} & {
    readonly recreate: () => void;
};

export const iceClientPlugin: {
    install(app: App, { client }: IceClientPluginOptions): void;
};

export function provideIceClient(client: IceClient): void;

export function useIceProbe(source?: MaybeRefOrGetter<IceSource | undefined>, options?: MaybeRefOrGetter<UseIceProbeOptions>): UseIceProbeReturn;

export function useIceServers(source?: MaybeRefOrGetter<IceSource | undefined>): UseIceServersReturn & PromiseLike<UseIceServersReturn>;

export function useKeepFresh(pc: MaybeRefOrGetter<RTCPeerConnection | null | undefined>, source?: MaybeRefOrGetter<IceSource | undefined>, options?: MaybeRefOrGetter<KeepFreshOptions>): void;

export function usePeerConnection(source?: MaybeRefOrGetter<IceSource | undefined>, options?: MaybeRefOrGetter<UsePeerConnectionOptions>): UsePeerConnectionReturn & PromiseLike<UsePeerConnectionReturn>;
