using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Makes a copy of a shared library in which the need for one version of the C++ library is optional (VER_FLG_WEAK), but only where the
/// C++ library at hand lacks that version and the one symbol that carries it is never referred to. The source file is never written:
/// it is the package cache's. Compiled by the build itself, against netstandard2.0.
/// </summary>
public sealed class WeakenVersionNeed : Task
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const ushort Weak = 2;

    [Required] public string Source { get; set; }

    [Required] public string Target { get; set; }

    /// <summary>The C++ library that the output will meet; this host's when empty.</summary>
    public string CxxLibrary { get; set; }

    /// <summary>Whether <see cref="Target"/> was written and must be used instead of <see cref="Source"/>.</summary>
    [Output] public bool Patched { get; set; }

    public override bool Execute()
    {
        var host = string.IsNullOrEmpty(CxxLibrary) ? HostLibrary() : CxxLibrary;
        if (host == null || Contains(File.ReadAllBytes(host), Version))
        {
            return true;
        }

        var name = Path.GetFileName(Source);
        var image = File.ReadAllBytes(Source);
        var flags = new Elf64(image).WeakenableNeed(Version, Symbol);
        if (flags < 0)
        {
            Log.LogWarning("{0}: needs {1}, which {2} lacks, for more than {3}: it will not load there.", name, Version, host, Symbol);
            return true;
        }

        image[flags] |= (byte)Weak;
        Patched = true;
        if (!File.Exists(Target) || !File.ReadAllBytes(Target).SequenceEqual(image))
        {
            // A new file: the one before may be mapped into a running process.
            File.Delete(Target);
            File.WriteAllBytes(Target, image);
        }

        Log.LogMessage(MessageImportance.High, "{0}: {1} is older than {2}; its unused need for it is made optional in {3}.", name, host, Version, Target);
        return true;
    }

    private static string HostLibrary() => new[]
    {
        "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6", "/usr/lib/libstdc++.so.6",
    }.FirstOrDefault(File.Exists);

    private static bool Contains(byte[] image, string text) =>
        Encoding.GetEncoding("ISO-8859-1").GetString(image).IndexOf(text + "\0", StringComparison.Ordinal) >= 0;

    /// <summary>The few parts of a 64-bit little-endian ELF file that say which symbol needs which version.</summary>
    private sealed class Elf64
    {
        private const uint Rela = 4, DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff;

        private readonly byte[] _image;
        private readonly List<Section> _sections = new List<Section>();

        public Elf64(byte[] image)
        {
            _image = image;
            if (BitConverter.ToUInt32(image, 0) != 0x464C457F || image[4] != 2 || image[5] != 1)
            {
                return;
            }

            var table = (int)BitConverter.ToInt64(image, 0x28);
            var size = BitConverter.ToUInt16(image, 0x3A);
            var count = BitConverter.ToUInt16(image, 0x3C);
            _sections.AddRange(Enumerable.Range(0, count).Select(i => new Section(image, table + i * size)));
        }

        /// <summary>Where the low byte of the need's flags lies, or -1 unless exactly this symbol has the version and nothing relocates it.</summary>
        public int WeakenableNeed(string version, string symbol)
        {
            var symbols = _sections.FirstOrDefault(section => section.Type == DynamicSymbols);
            var versions = _sections.FirstOrDefault(section => section.Type == SymbolVersions);
            var needs = _sections.FirstOrDefault(section => section.Type == VersionNeeds);
            if (symbols == null || versions == null || needs == null)
            {
                return -1;
            }

            var need = FindNeed(needs, version);
            if (need < 0)
            {
                return -1;
            }

            var index = BitConverter.ToUInt16(_image, need + 6);
            var strings = _sections[(int)symbols.Link];
            var users = Enumerable.Range(0, symbols.Size / 24)
                .Where(i => (BitConverter.ToUInt16(_image, versions.Offset + i * 2) & 0x7FFF) == index)
                .ToList();
            var only = users.Count == 1 && Text(strings, BitConverter.ToUInt32(_image, symbols.Offset + users[0] * 24)) == symbol;
            return only && !IsRelocated((uint)users[0]) ? need + 4 : -1;
        }

        private int FindNeed(Section needs, string version)
        {
            var strings = _sections[(int)needs.Link];
            for (int library = needs.Offset, next = 1; next != 0; library += next)
            {
                next = BitConverter.ToInt32(_image, library + 12);
                var need = library + BitConverter.ToInt32(_image, library + 8);
                for (var i = BitConverter.ToUInt16(_image, library + 2); i > 0; i--)
                {
                    if (Text(strings, BitConverter.ToUInt32(_image, need + 8)) == version)
                    {
                        return need;
                    }

                    need += BitConverter.ToInt32(_image, need + 12);
                }
            }

            return -1;
        }

        private bool IsRelocated(uint symbol) => _sections
            .Where(section => section.Type == Rela)
            .Any(section => Enumerable.Range(0, section.Size / 24)
                .Any(i => BitConverter.ToUInt32(_image, section.Offset + i * 24 + 12) == symbol));

        private string Text(Section strings, uint offset)
        {
            var start = strings.Offset + (int)offset;
            return Encoding.ASCII.GetString(_image, start, Array.IndexOf(_image, (byte)0, start) - start);
        }
    }

    private sealed class Section
    {
        public Section(byte[] image, int header)
        {
            Type = BitConverter.ToUInt32(image, header + 4);
            Offset = (int)BitConverter.ToInt64(image, header + 0x18);
            Size = (int)BitConverter.ToInt64(image, header + 0x20);
            Link = BitConverter.ToUInt32(image, header + 0x28);
        }

        public uint Type { get; }

        public int Offset { get; }

        public int Size { get; }

        public uint Link { get; }
    }
}
