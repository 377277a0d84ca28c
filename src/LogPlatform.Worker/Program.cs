using System.Net.Sockets;
using System.Runtime.InteropServices;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Workers;
using LogPlatform.Storage.Journal;
using LogPlatform.Worker;

// Exit codes of sysexits.h: 64 usage, 78 configuration.
if (WorkerArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("This program is started by LogPlatform; it is not for people.");
    return 64;
}

var (pipeline, errors) = PipelineCompiler.Compile(File.ReadAllText(arguments.Rules));
if (pipeline is null)
{
    foreach (var error in errors)
    {
        Console.Error.WriteLine($"{arguments.Rules}({error.Line},{error.Column}): {error.Message}");
    }

    return 78;
}

// A signal to the whole process group is for the gateway, which drains first. A worker ends when the gateway closes its socket, or is gone.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);

using var journal = new JournalReader(arguments.Journal);
using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
try
{
    socket.Connect(new UnixDomainSocketEndPoint(arguments.Socket));
    var hello = new WorkerHello(arguments.Node, Environment.ProcessId, arguments.Release, pipeline.Fingerprint);
    new WorkerLoop(socket, journal, pipeline.Apply).Run(hello);
    return 0;
}
catch (SocketException)
{
    // The gateway is gone. What it had not committed is in its journal.
    return 0;
}
