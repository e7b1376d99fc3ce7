// What @freshice/react exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { IceClient } from '@freshice/core'
import type { IceProbeState } from '@freshice/core/probe'
import type { IceState } from '@freshice/core'
import type { KeepFreshOptions } from '@freshice/core'
import type { PeerConnectionState } from '@freshice/core'
import type { ProbeOptions } from '@freshice/core/probe'
import type { ReactElement } from 'react'
import type { ReactNode } from 'react'

export function IceClientProvider({ client, children }: IceClientProviderProps): ReactElement;

export interface IceClientProviderProps {
    client: IceClient;
    children?: ReactNode;
}

export type IceSource = IceClient | string | URL;

export type UseIceProbeOptions = Pick<ProbeOptions, 'timeout'>;

export interface UseIceProbeReturn extends IceProbeState {
    probe: () => Promise<IceProbeState>;
}

export type UseIceServersReturn = IceState & {
    refresh: () => Promise<IceState>;
    client: IceClient;
};

export type UsePeerConnectionOptions = Omit<RTCConfiguration, 'iceServers'> & KeepFreshOptions;

export interface UsePeerConnectionReturn extends PeerConnectionState {
    recreate: () => void;
}

export function useIceProbe(source?: IceSource, options?: UseIceProbeOptions): UseIceProbeReturn;

export function useIceServers(source?: IceSource): UseIceServersReturn;

export function useKeepFresh(pc: RTCPeerConnection | null | undefined, source?: IceSource, options?: KeepFreshOptions): void;

export function usePeerConnection(source?: IceSource, options?: UsePeerConnectionOptions): UsePeerConnectionReturn;
