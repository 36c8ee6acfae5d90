#Requires -Version 7.0
# The sentiment command on Windows: builds tools/Sentiment.Cli when it is missing or older than its sources, then runs it.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$output = Join-Path $root 'artifacts/bin/Sentiment.Cli/release'
$name = if ($IsWindows) { 'Sentiment.Cli.exe' } else { 'Sentiment.Cli' }
$executable = Join-Path $output $name
$stamp = Join-Path $output '.built'

function Stop-WithMessage([string] $message) {
    [Console]::Error.WriteLine("sentiment: $message")
    exit 1
}

function Assert-Sdk {
    $wanted = (Get-Content (Join-Path $root 'global.json') -Raw | ConvertFrom-Json).sdk.version
    $page = 'https://dotnet.microsoft.com/download/dotnet/10.0'
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        Stop-WithMessage ".NET SDK $wanted or newer is needed, and there is no dotnet in PATH: $page"
    }

    # dotnet itself compares with global.json.
    Push-Location $root
    try { dotnet --version *> $null } finally { Pop-Location }
    if ($LASTEXITCODE -ne 0) {
        Stop-WithMessage ".NET SDK $wanted or newer (10.0.x) is needed: $page"
    }
}

function Test-Current {
    if (-not (Test-Path $executable) -or -not (Test-Path $stamp)) { return $false }
    $built = (Get-Item $stamp -Force).LastWriteTimeUtc
    $sources = @(Get-ChildItem (Join-Path $root 'tools/Sentiment.Cli') -Recurse) +
        @('shared/Sentiment.Serving/Hardware/CpuAllowance.cs', 'Directory.Build.props', 'Directory.Packages.props', 'global.json' | ForEach-Object { Get-Item (Join-Path $root $_) })
    return -not ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)
}

function Build-Command {
    Assert-Sdk
    [Console]::Error.WriteLine('Building the sentiment command …')
    # The stamp has the time before the build: what changes meanwhile is built next time.
    $started = [DateTime]::UtcNow
    $env:DOTNET_CLI_USE_MSBUILD_SERVER = '0'
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    $env:DOTNET_NOLOGO = '1'
    Push-Location $root
    try {
        $log = dotnet build tools/Sentiment.Cli/Sentiment.Cli.csproj --configuration Release --disable-build-servers --verbosity quiet --tl:off --nologo 2>&1
    }
    finally { Pop-Location }
    if ($LASTEXITCODE -ne 0) {
        $log | ForEach-Object { [Console]::Error.WriteLine($_) }
        Stop-WithMessage 'the sentiment command does not build; the errors are above.'
    }

    Set-Content -Path $stamp -Value ''
    (Get-Item $stamp -Force).LastWriteTimeUtc = $started
}

if (-not (Test-Current)) { Build-Command }

$env:SENTIMENT_ROOT = $root
& $executable @args
exit $LASTEXITCODE
