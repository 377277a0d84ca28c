using System.Net.Sockets;
using System.Runtime.InteropServices;
using LogPlatform.FaultyWorker;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Workers;
using LogPlatform.Storage.Journal;
using LogPlatform.Worker;

if (WorkerArguments.Parse(args) is not { } arguments)
{
    return 64;
}

var faults = Faults.Load(arguments.Node);
if (faults.RefuseToStart != 0)
{
    Console.Error.WriteLine("refuses to start on purpose");
    return faults.RefuseToStart;
}

var pipeline = PipelineCompiler.Compile(File.ReadAllText(arguments.Rules)).Pipeline ?? throw new InvalidDataException("the rules cannot be compiled");
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
using var journal = new JournalReader(arguments.Journal);
using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
try
{
    socket.Connect(new UnixDomainSocketEndPoint(arguments.Socket));
    var hello = new WorkerHello(arguments.Node, Environment.ProcessId, arguments.Release, faults.Fingerprint ?? pipeline.Fingerprint);
    new WorkerLoop(socket, journal, new FaultyRules(pipeline, faults, socket).Apply).Run(hello);
}
catch (SocketException)
{
    // The gateway is gone, or has enough of this worker.
}

return 0;
