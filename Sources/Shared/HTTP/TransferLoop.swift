import CCurl
import Glibc

/// Performs all transfers of a client on one thread, with one libcurl multi handle.
///
/// Confined to that thread from ``run()`` on; others reach it through its mailbox.
final class TransferLoop {
    private let multi: UnsafeMutableRawPointer
    private let mailbox: Mailbox
    private let configuration: HTTPConfiguration
    private var active: [ObjectIdentifier: EasyHandle] = [:]
    private var idle: [EasyHandle] = []
    private var commands: [Mailbox.Command] = []

    /// How many handles are kept for the next requests.
    private static let maximumIdle = 64

    /// How long the thread sleeps at most with nothing to do, in milliseconds.
    private static let maximumSleep: Int32 = 60_000

    private init(multi: UnsafeMutableRawPointer, mailbox: Mailbox, configuration: HTTPConfiguration) {
        self.multi = multi
        self.mailbox = mailbox
        self.configuration = configuration
    }

    /// Starts the thread; nil if libcurl or the system refuses.
    static func start(_ configuration: HTTPConfiguration) -> Mailbox? {
        guard initialized, let multi = curl_multi_init() else { return nil }
        fairlead_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        fairlead_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, configuration.maximumConcurrentStreams)
        fairlead_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.maximumConnectionsPerHost)
        let mailbox = Mailbox(multi: multi)
        let loop = TransferLoop(multi: multi, mailbox: mailbox, configuration: configuration)
        let context = Unmanaged.passRetained(loop)
        let isRunning = RunningLoops.start(mailbox) {
            var thread = pthread_t()
            let result = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, context.toOpaque())
            return result == 0 ? thread : nil
        }
        guard isRunning else {
            context.release()
            _ = mailbox.close()
            curl_multi_cleanup(multi)
            return nil
        }
        return mailbox
    }

    /// libcurl wants to be initialised once in a process, before everything else.
    private static let initialized = {
        let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        RunningLoops.endAtExit()
        return result == CURLE_OK
    }()

    private func run() {
        blockSignals()
        var running = true
        while running {
            running = obey()
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            complete()
            if running { curl_multi_poll(multi, nil, 0, Self.maximumSleep, nil) }
        }
        end()
    }

    /// Signals are for the program's own threads; a write to a closed socket must not raise SIGPIPE here.
    private func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }

    /// Does what was asked; false if it was to stop.
    private func obey() -> Bool {
        mailbox.take(into: &commands)
        var running = true
        for command in commands {
            switch command {
            case .start(let transfer): begin(transfer)
            case .cancel(let transfer): cancel(transfer)
            case .resume(let transfer):
                // Delivers, from within, what libcurl holds for the transfer.
                if let handle = transfer.handle { curl_easy_pause(handle.easy, CURLPAUSE_CONT) }
            case .stop: running = false
            }
        }
        commands.removeAll(keepingCapacity: true)
        return running
    }

    private func begin(_ transfer: Transfer) {
        if transfer.isCancelled {
            transfer.finish(transfer.error(.cancelled, "it was cancelled"))
            return
        }
        guard let handle = idle.popLast() ?? EasyHandle(configuration) else {
            transfer.finish(transfer.error(.invalidRequest, "no memory for it"))
            return
        }
        do {
            try handle.prepare(transfer)
        } catch {
            handle.release()
            idle.append(handle)
            transfer.finish(error)
            return
        }
        active[ObjectIdentifier(handle)] = handle
        let result = curl_multi_add_handle(multi, handle.easy)
        if result != CURLM_OK {
            retire(handle, removing: false)
            transfer.finish(transfer.error(.invalidRequest, String(cString: curl_multi_strerror(result))))
        }
    }

    private func cancel(_ transfer: Transfer) {
        transfer.isCancelled = true
        guard let handle = transfer.handle else { return }
        handle.abandon()
        retire(handle, removing: true)
        transfer.finish(transfer.error(.cancelled, "it was cancelled"))
    }

    /// Takes every transfer that has ended out of the multi handle and tells its receiver.
    private func complete() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = fairlead_message_result(message)
            var context: UnsafeMutableRawPointer?
            fairlead_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
            guard let context else { continue }
            let handle = Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
            guard let transfer = handle.transfer else { continue }
            let failure = failure(of: transfer, handle: handle, code: code)
            retire(handle, removing: true)
            transfer.finish(failure)
        }
    }

    private func failure(of transfer: Transfer, handle: EasyHandle, code: CURLcode) -> HTTPError? {
        if code == CURLE_OK { return nil }
        switch transfer.ownFailure {
        case .bodyTooLarge: return transfer.error(.bodyTooLarge, "it is longer than \(transfer.maximumBody) bytes")
        case .some(let kind): return transfer.error(kind, "its head is too long")
        case nil:
            let reason = handle.reason(code)
            return transfer.error(HTTPError.Kind(code, reason: reason), reason)
        }
    }

    private func retire(_ handle: EasyHandle, removing: Bool) {
        if removing { curl_multi_remove_handle(multi, handle.easy) }
        handle.release()
        active[ObjectIdentifier(handle)] = nil
        if idle.count < Self.maximumIdle { idle.append(handle) }
    }

    private func end() {
        for case .start(let transfer) in mailbox.close() {
            transfer.finish(transfer.error(.shutDown, "it has been shut down"))
        }
        for handle in active.values {
            curl_multi_remove_handle(multi, handle.easy)
            guard let transfer = handle.transfer else { continue }
            handle.release()
            transfer.finish(transfer.error(.shutDown, "it has been shut down"))
        }
        active = [:]
        idle = []
        curl_multi_cleanup(multi)
        RunningLoops.ended(mailbox)
    }
}
